-- Every event of the radius: what a reached actor did from the moment it was reached, and the logins. Each once, with the strongest
-- state that covers it. `$since` hides events but cuts no edge: a key issued before the window is still the intruder's within it.
CREATE OR REPLACE TEMP TABLE spread_found AS
WITH states AS (
  SELECT r.*, s.id FROM spread_reach r JOIN spread_shown s USING (node)
), found AS (
  SELECT e.rowid AS row_number, e.event_id, e.event_time, s.id, s.depth, s.method, s.weakness, e.integrity, s.node
  FROM (
    SELECT a.access_key_id, a.principal_id, a.session_created, a.identity_type, s.*
    FROM states s JOIN spread_actors a USING (node)
  ) s
  JOIN events e
    ON e.access_key_id IS NOT DISTINCT FROM s.access_key_id
    AND e.principal_id IS NOT DISTINCT FROM s.principal_id
    AND e.session_created IS NOT DISTINCT FROM s.session_created
    AND e.identity_type IS NOT DISTINCT FROM s.identity_type
    -- An event without a legible time is told rather than lost.
    AND coalesce(e.event_time, TIMESTAMP 'infinity') >= s.since
    AND (s.until_better IS NULL OR e.event_time < s.until_better)
  WHERE e.access_key_id IS NOT NULL OR e.event_source IS DISTINCT FROM 'signin.amazonaws.com'
  UNION ALL
  SELECT e.rowid AS row_number, e.event_id, e.event_time, s.id, s.depth, s.method, s.weakness, e.integrity, s.node
  FROM states s
  JOIN spread_logins l USING (node)
  JOIN events e ON e.event_id = l.event_id
  WHERE l.event_time >= s.since AND (s.until_better IS NULL OR l.event_time < s.until_better)
)
SELECT row_number, event_id, event_time, id AS credential, depth, method, confidence_name(weakness) AS confidence, integrity, node
FROM found
WHERE (event_time IS NULL OR $since IS NULL OR event_time >= CAST($since AS TIMESTAMP))
  AND (event_time IS NULL OR $until IS NULL OR event_time <= CAST($until AS TIMESTAMP));
