-- Where the records of sessions of permission sets lie, if any such user was touched: a narrow scan before their bytes are read.
CREATE OR REPLACE TEMP TABLE spread_people_rows AS
SELECT e.rowid AS row_number, s.node
FROM events e
JOIN (
  SELECT node, access_key_id, principal_id, session_created
  FROM spread_actors
  WHERE issuer_arn LIKE '%/AWSReservedSSO@_%' ESCAPE '@' AND access_key_id IS NOT NULL
    AND last_time >= (SELECT min(event_time) FROM spread_people)
) s
  ON e.access_key_id = s.access_key_id
  AND e.principal_id = s.principal_id
  AND e.session_created IS NOT DISTINCT FROM s.session_created;
