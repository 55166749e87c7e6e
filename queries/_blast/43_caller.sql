-- Suspects: the issuing event names its caller by principal, not by key (the other account's copy alone, or a call without a key). Any
-- credential of that principal may have made it.
INSERT INTO spread_added
WITH called AS (
  SELECT a.node, c.node AS child, i.caller, i.event_time, i.event_id
  FROM spread_fresh f
  JOIN spread_actors a ON a.node = f.node AND a.access_key_id IS NOT NULL
  JOIN spread_issues i ON i.caller_principal = a.principal_id
    AND i.event_time BETWEEN coalesce(a.session_created, a.first_time - INTERVAL 12 HOUR) AND a.last_time + INTERVAL 12 HOUR
  JOIN spread_children c ON c.event_id = i.event_id AND c.weakness <= 1
  WHERE i.caller_key IS NULL AND i.caller_opened IS NULL
)
SELECT
  node, child, 'KEY', 2, event_time, 1, [event_id],
  'the record names the caller by principal id only: any credential of that principal may have made the call'
FROM called c
-- Where another event explains the child, this one is the copy of it.
ANTI JOIN (SELECT from_node, to_node FROM spread_links WHERE weakness <= 1) x ON x.to_node = c.child AND x.from_node IS DISTINCT FROM c.caller;
