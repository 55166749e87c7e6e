-- Suspects: the issuing event names its caller by principal, not by key (the other account's copy alone, or a call without a key). Any
-- credential of that principal may have made it.
INSERT INTO spread_added
WITH explained AS (
  SELECT to_node, min(from_node) AS first_from, max(from_node) AS last_from FROM spread_links WHERE weakness <= 1 GROUP BY to_node
)
SELECT
  a.node, c.node, 'KEY', 2, i.event_time, 1, [i.event_id],
  'the record names the caller by principal id only: any credential of that principal may have made the call'
FROM spread_fresh f
JOIN spread_actors a ON a.node = f.node AND a.access_key_id IS NOT NULL
JOIN spread_issues i ON i.caller_principal = a.principal_id
  AND i.event_time BETWEEN coalesce(a.session_created, a.first_time - INTERVAL 12 HOUR) AND a.last_time + INTERVAL 12 HOUR
JOIN spread_children c ON c.event_id = i.event_id AND c.weakness <= 1
LEFT JOIN explained x ON x.to_node = c.node
WHERE i.caller_key IS NULL AND i.caller_opened IS NULL
  -- Where another event explains the child, this one is the copy of it.
  AND (x.to_node IS NULL OR (x.first_from = i.caller AND x.last_from = i.caller));
