-- The successful writes among them. Data events change no rights.
CREATE OR REPLACE TEMP TABLE spread_written AS
SELECT e.rowid AS row_number, r.node
FROM spread_rows r
JOIN events e ON e.rowid = r.row_number
WHERE r.node IN (SELECT node FROM spread_fresh_actors)
  AND e.error_code IS NULL
  AND e.read_only IS NOT TRUE
  AND e.event_category IS DISTINCT FROM 'Data';
