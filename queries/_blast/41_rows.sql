-- Where their events lie: the one scan of all events of a round. By the key alone first, since a scan that compares one column with a
-- few values skips the rest; actors without a key by their principal.
INSERT INTO spread_rows
WITH keyed AS MATERIALIZED (
  SELECT rowid AS row_number, access_key_id, principal_id, session_created, identity_type
  FROM events
  WHERE access_key_id IN (SELECT access_key_id FROM spread_fresh_actors)
), keyless AS MATERIALIZED (
  SELECT rowid AS row_number, principal_id, session_created, identity_type
  FROM events
  WHERE principal_id IN (SELECT principal_id FROM spread_fresh_actors WHERE access_key_id IS NULL)
    AND access_key_id IS NULL
    AND event_source IS DISTINCT FROM 'signin.amazonaws.com'
)
SELECT e.row_number, a.node
FROM keyed e
JOIN spread_fresh_actors a
  ON a.access_key_id = e.access_key_id
  AND a.principal_id IS NOT DISTINCT FROM e.principal_id
  AND a.session_created IS NOT DISTINCT FROM e.session_created
  AND a.identity_type IS NOT DISTINCT FROM e.identity_type
UNION ALL
SELECT e.row_number, a.node
FROM keyless e
JOIN spread_fresh_actors a
  ON a.access_key_id IS NULL
  AND a.principal_id = e.principal_id
  AND a.session_created IS NOT DISTINCT FROM e.session_created
  AND a.identity_type IS NOT DISTINCT FROM e.identity_type;
