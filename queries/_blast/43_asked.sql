-- Of the newly reached actors' reads, those that hand out access to a workload or to data under another session's name. One name a
-- branch, by equality: a list of names would make the scan read the parameters of every row.
CREATE OR REPLACE TEMP TABLE spread_asked AS
SELECT e.event_id, e.event_time, a.node, e.event_source, e.event_name AS call, e.request, NULL::JSON AS response, e.extra, e.recipient_account, e.aws_region
FROM (
  FROM events WHERE event_name = 'GetPasswordData' AND error_code IS NULL
  UNION ALL
  FROM events WHERE event_name = 'GetDataAccess' AND error_code IS NULL
) e
JOIN spread_actors a
  ON a.access_key_id IS NOT DISTINCT FROM e.access_key_id
  AND a.principal_id IS NOT DISTINCT FROM e.principal_id
  AND a.session_created IS NOT DISTINCT FROM e.session_created
  AND a.identity_type IS NOT DISTINCT FROM e.identity_type
WHERE a.node IN (SELECT node FROM spread_reach)
  AND a.node NOT IN (SELECT node FROM spread_scanned);
