-- title: Users, roles and passwords created
-- question: Which users, roles and console passwords did the radius make, and what was done as them?
-- severity: high
-- attack: T1136.003, T1098
-- What was done as them is found by the id of the principal: a name can be given again, an id cannot. Of a password there is no id:
-- it is counted by the name of the user, from the moment of the password on.
WITH made AS (
  SELECT
    *,
    coalesce(request ->> '$.userName', request ->> '$.roleName', response ->> '$.role.roleName',
      nullif(regexp_extract(identity_arn, ':user/(?:.*/)?([^/]+)$', 1), '')) AS name,
    coalesce(response ->> '$.user.userId', response ->> '$.role.roleId') AS made_id
  FROM blast_calls
  WHERE event_source = 'iam.amazonaws.com'
    AND event_name IN ('CreateUser', 'CreateRole', 'CreateServiceLinkedRole', 'CreateLoginProfile', 'UpdateLoginProfile', 'ChangePassword')
), used AS (
  SELECT
    split_part(principal_id, ':', 1) AS id,
    count(*) AS events,
    count(*) FILTER (outcome = 'denied') AS denied,
    min(event_time) AS first_use,
    max(event_time) AS last_use,
    list_sort(list(DISTINCT event_source || ':' || call))[1:30] AS calls
  FROM blast_calls
  WHERE principal_id IS NOT NULL AND identity_type IS DISTINCT FROM 'AWSAccount'
  GROUP BY 1
), logins AS (
  SELECT m.event_id, count(*) AS events, min(l.event_time) AS first_use, max(l.event_time) AS last_use
  FROM made m
  JOIN blast_calls l ON l.event_name = 'ConsoleLogin' AND l.outcome = 'succeeded'
    AND l.identity_account = m.recipient_account
    AND regexp_extract(l.identity_arn, ':user/(?:.*/)?([^/]+)$', 1) = m.name
    AND l.event_time >= m.event_time
  WHERE m.made_id IS NULL
  GROUP BY m.event_id
)
SELECT
  m.event_time,
  m.credential AS made_by,
  m.event_name,
  m.outcome,
  m.name,
  m.made_id AS principal_id,
  coalesce(u.events, l.events) AS used_in_events,
  u.denied,
  coalesce(u.first_use, l.first_use) AS first_use,
  coalesce(u.last_use, l.last_use) AS last_use,
  CASE WHEN l.events IS NOT NULL THEN ['signin.amazonaws.com:ConsoleLogin'] ELSE u.calls END AS done_as_it,
  m.integrity,
  [m.event_id] AS evidence
FROM made m
LEFT JOIN used u ON u.id = m.made_id
LEFT JOIN logins l ON l.event_id = m.event_id
ORDER BY m.event_time, m.event_id;
