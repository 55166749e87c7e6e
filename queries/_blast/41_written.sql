-- The successful writes of actors that were reached since the last round: where their rows lie. Only narrow columns are read here; data
-- events change no rights.
CREATE OR REPLACE TEMP TABLE spread_written AS
SELECT e.rowid AS row_number, a.node
FROM events e
JOIN spread_actors a
  ON a.access_key_id IS NOT DISTINCT FROM e.access_key_id
  AND a.principal_id IS NOT DISTINCT FROM e.principal_id
  AND a.session_created IS NOT DISTINCT FROM e.session_created
  AND a.identity_type IS NOT DISTINCT FROM e.identity_type
WHERE a.node IN (SELECT node FROM spread_reach)
  AND a.node NOT IN (SELECT node FROM spread_scanned)
  AND e.error_code IS NULL
  AND e.read_only IS NOT TRUE
  AND e.event_category IS DISTINCT FROM 'Data';
