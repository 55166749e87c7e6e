-- The successful writes of actors that were reached since the last round: where their rows lie. Only narrow columns are read here; data
-- events change no rights. With a key and without apart: an equality lets the scan skip what no such actor has.
CREATE OR REPLACE TEMP TABLE spread_written AS
WITH fresh AS (
  SELECT node, access_key_id, principal_id, session_created, identity_type
  FROM spread_actors
  WHERE node IN (SELECT node FROM spread_reach) AND node NOT IN (SELECT node FROM spread_scanned)
)
SELECT e.rowid AS row_number, a.node
FROM fresh a
JOIN events e
  ON e.access_key_id = a.access_key_id
  AND e.principal_id IS NOT DISTINCT FROM a.principal_id
  AND e.session_created IS NOT DISTINCT FROM a.session_created
  AND e.identity_type IS NOT DISTINCT FROM a.identity_type
WHERE e.error_code IS NULL AND e.read_only IS NOT TRUE AND e.event_category IS DISTINCT FROM 'Data'
UNION ALL
SELECT e.rowid, a.node
FROM fresh a
JOIN events e
  ON e.principal_id = a.principal_id
  AND e.session_created IS NOT DISTINCT FROM a.session_created
  AND e.identity_type IS NOT DISTINCT FROM a.identity_type
WHERE a.access_key_id IS NULL AND e.access_key_id IS NULL
  AND e.error_code IS NULL AND e.read_only IS NOT TRUE AND e.event_category IS DISTINCT FROM 'Data';
