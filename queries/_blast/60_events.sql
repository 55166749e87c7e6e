-- Every event of the radius: what a reached actor did from the moment it was reached, and the logins. Each once, with the strongest
-- state that covers it. `$since` hides events but cuts no edge: a key issued before the window is still the intruder's within it.
-- Events with a key and without are looked for apart: an equality lets the scan skip what no reached actor has.
CREATE OR REPLACE TEMP TABLE spread_found AS
WITH states AS (
  SELECT r.*, s.id FROM spread_reach r JOIN spread_shown s USING (node)
), acting AS (
  SELECT a.access_key_id, a.principal_id, a.session_created, a.identity_type, s.*
  FROM states s JOIN spread_actors a USING (node)
), done AS (
  SELECT e.rowid AS row_number, e.event_id, e.event_time, e.integrity, s.*
  FROM acting s
  JOIN events e
    ON e.access_key_id = s.access_key_id
    AND e.principal_id IS NOT DISTINCT FROM s.principal_id
    AND e.session_created IS NOT DISTINCT FROM s.session_created
    AND e.identity_type IS NOT DISTINCT FROM s.identity_type
  UNION ALL
  SELECT e.rowid, e.event_id, e.event_time, e.integrity, s.*
  FROM acting s
  JOIN events e
    ON e.principal_id = s.principal_id
    AND e.session_created IS NOT DISTINCT FROM s.session_created
    AND e.identity_type IS NOT DISTINCT FROM s.identity_type
  WHERE s.access_key_id IS NULL AND e.access_key_id IS NULL AND e.event_source IS DISTINCT FROM 'signin.amazonaws.com'
  UNION ALL
  SELECT e.rowid, e.event_id, e.event_time, e.integrity, l.* EXCLUDE (event_id)
  FROM (
    SELECT l.event_id, NULL, NULL, NULL, NULL, s.* FROM states s JOIN spread_logins l USING (node)
  ) l
  JOIN events e ON e.event_id = l.event_id
)
SELECT row_number, event_id, event_time, id AS credential, depth, method, confidence_name(weakness) AS confidence, integrity, node
FROM done
-- An event without a legible time is told rather than lost.
WHERE coalesce(event_time, TIMESTAMP 'infinity') >= since
  AND (until_better IS NULL OR event_time < until_better)
  AND (event_time IS NULL OR $since IS NULL OR event_time >= CAST($since AS TIMESTAMP))
  AND (event_time IS NULL OR $until IS NULL OR event_time <= CAST($until AS TIMESTAMP));
