-- OBO: the access portal handed the user credentials of a role (GetRoleCredentials, whose answer is redacted), and a session of that role
-- began then. The names of its fields are not documented.
INSERT INTO spread_added
WITH people AS (
  SELECT id, min(event_time) AS since FROM spread_people GROUP BY id
), handed AS (
  SELECT
    event_id, event_time, TRY(raw ->> '$.userIdentity.onBehalfOf.userId') AS id,
    coalesce(request ->> '$.account_id', request ->> '$.accountId', extra ->> '$.account_id', extra ->> '$.accountId') AS account,
    coalesce(request ->> '$.role_name', request ->> '$.roleName', extra ->> '$.role_name', extra ->> '$.roleName') AS role
  FROM events
  WHERE event_source = 'sso.amazonaws.com' AND event_name = 'GetRoleCredentials' AND error_code IS NULL
    AND EXISTS (FROM people)
)
SELECT
  'i:' || p.id, a.node, 'OBO', 2, h.event_time, 1, [h.event_id],
  'began when the access portal handed this user credentials of the role; the record does not show the key'
FROM handed h
JOIN people p ON p.id = h.id AND h.event_time >= p.since
JOIN spread_actors a ON a.account = h.account AND regexp_extract(a.issuer_arn, '/AWSReservedSSO_(.*)_[0-9a-f]+$', 1) = h.role
  AND a.session_created BETWEEN h.event_time - INTERVAL 5 SECOND AND h.event_time + INTERVAL 5 SECOND;
