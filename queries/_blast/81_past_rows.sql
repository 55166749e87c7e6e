-- Where their events before it lie. Narrow columns only.
CREATE OR REPLACE TEMP TABLE spread_past_rows AS
SELECT e.rowid AS row_number, p.own
FROM events e
JOIN spread_past p
  ON e.access_key_id = p.access_key_id
  AND e.principal_id IS NOT DISTINCT FROM p.principal_id
  AND e.session_created IS NOT DISTINCT FROM p.session_created
  AND e.identity_type IS NOT DISTINCT FROM p.identity_type
WHERE e.event_time < CAST($compromised_at AS TIMESTAMP);
