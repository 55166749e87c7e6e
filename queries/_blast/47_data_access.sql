-- WORK by access to data under another session's name. Lake Formation says in the event which session name it will use; S3 Access Grants
-- answers with null, and opens a session of the location's role in that moment.
INSERT INTO spread_added
SELECT q.node, s.node, 'WORK', 1, q.event_time, 1, list_distinct(list_filter([q.event_id, s.issue], lambda id: id IS NOT NULL)), NULL
FROM spread_asked q
JOIN spread_role_sessions s ON s.name = (q.extra ->> '$.lakeFormationRoleSessionName') AND s.account = q.recipient_account
  AND s.began >= q.event_time - INTERVAL 5 SECOND
WHERE q.event_source = 'lakeformation.amazonaws.com' AND s.node <> q.node
UNION ALL
SELECT q.node, s.node, 'WORK', 2, q.event_time, 1, [q.event_id, s.issue],
  'S3 Access Grants opened this session within two seconds of GetDataAccess; the record does not show which key was handed out'
FROM spread_asked q
JOIN spread_role_sessions s ON s.account = q.recipient_account AND s.opener = 'access-grants.s3.amazonaws.com'
  AND s.began BETWEEN q.event_time - INTERVAL 2 SECOND AND q.event_time + INTERVAL 2 SECOND
WHERE q.event_source = 's3.amazonaws.com';
