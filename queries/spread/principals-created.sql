-- title: Users, roles and passwords created
-- question: Which users, roles and console passwords did the radius make, and what was done as them?
-- severity: high
-- attack: T1136.003, T1098
SELECT
  b.event_time,
  b.credential AS made_by,
  e.event_name,
  CASE WHEN e.error_code IS NULL THEN 'succeeded'
    WHEN regexp_matches(e.error_code, 'AccessDenied|Unauthorized|NotAuthorized|Forbidden') THEN 'denied' ELSE 'failed' END AS outcome,
  coalesce(e.request ->> '$.userName', e.request ->> '$.roleName') AS name,
  coalesce(e.response ->> '$.user.userId', e.response ->> '$.role.roleId') AS principal_id,
  u.events AS used_in_events,
  b.integrity,
  [b.event_id] AS evidence
FROM blast_events b
JOIN events e USING (event_id)
LEFT JOIN (
  SELECT split_part(principal_id, ':', 1) AS id, count(*) AS events
  FROM events
  WHERE event_id IN (SELECT event_id FROM blast_events) AND principal_id IS NOT NULL
  GROUP BY 1
) u ON u.id = coalesce(e.response ->> '$.user.userId', e.response ->> '$.role.roleId')
WHERE e.event_source = 'iam.amazonaws.com'
  AND e.event_name IN ('CreateUser', 'CreateRole', 'CreateLoginProfile', 'UpdateLoginProfile')
ORDER BY b.event_time, b.event_id;
