-- The nodes that the seed names, and from when on they count. Before the moment of compromise a seed was its owner's.
CREATE OR REPLACE TEMP TABLE spread_seeds AS
WITH pointed AS (
  -- An address or an event: who acted from there, or then. Each counts from that moment on.
  SELECT event_id, event_time, access_key_id, principal_id, session_created, identity_type FROM events WHERE source_ip = $seed_address
  UNION ALL
  SELECT event_id, event_time, access_key_id, principal_id, session_created, identity_type FROM events WHERE event_id = $seed_event
), named AS (
  SELECT 'k:' || key_id AS node, TIMESTAMP '-infinity' AS since FROM spread_issues WHERE key_id = $seed
  UNION ALL
  SELECT node, TIMESTAMP '-infinity' FROM spread_actors WHERE access_key_id = $seed
  UNION ALL
  -- A key that no record names yet and that IAM knows: the first minutes after a leak.
  SELECT DISTINCT 'k:' || access_key_id, TIMESTAMP '-infinity' FROM iam_access_keys
  WHERE access_key_id = $seed AND access_key_id NOT IN (SELECT access_key_id FROM spread_actors WHERE access_key_id = $seed)
  UNION ALL
  SELECT to_node, TIMESTAMP '-infinity' FROM spread_links WHERE from_node IS NULL
  UNION ALL
  SELECT node, TIMESTAMP '-infinity' FROM spread_actors
  WHERE principal_id = $seed_principal AND session_created = CAST($seed_began AS TIMESTAMP)
  UNION ALL
  SELECT node, TIMESTAMP '-infinity' FROM spread_logins
  WHERE principal_id = $seed_principal AND (session_created = CAST($seed_began AS TIMESTAMP) OR event_time = CAST($seed_began AS TIMESTAMP))
  UNION ALL
  SELECT a.node, coalesce(p.event_time, TIMESTAMP '-infinity')
  FROM pointed p
  JOIN spread_actors a
    ON a.access_key_id IS NOT DISTINCT FROM p.access_key_id
    AND a.principal_id IS NOT DISTINCT FROM p.principal_id
    AND a.session_created IS NOT DISTINCT FROM p.session_created
    AND a.identity_type IS NOT DISTINCT FROM p.identity_type
  UNION ALL
  SELECT l.node, coalesce(p.event_time, TIMESTAMP '-infinity')
  FROM pointed p
  JOIN spread_logins l ON l.event_id = p.event_id
)
SELECT node, greatest(min(since), coalesce(CAST($compromised_at AS TIMESTAMP), TIMESTAMP '-infinity')) AS since
FROM named
GROUP BY node;
