-- title: Created, and not there
-- question: Did the trail see a user, role, key, password or MFA device being made that IAM does not have, and of whose deletion there is no event?
-- severity: high
-- attack: T1070
-- Only a snapshot that was taken after the creation and has that part of IAM is asked. Nobody is said to have deleted it: that event may lie in a hole.
WITH newest AS (
  SELECT account_id, part, max(collected_at) AS collected_at
  FROM (SELECT account_id, collected_at, partition, unnest(parts) AS part FROM iam_snapshots)
  GROUP BY ALL
), changes AS (
  SELECT e.recipient_account AS account_id, e.event_id, e.event_time, e.event_name, e.identity_arn, e.aws_region,
    CASE
      WHEN e.event_name IN ('CreateAccessKey', 'DeleteAccessKey') THEN 'access key'
      WHEN e.event_name IN ('CreateUser', 'DeleteUser') THEN 'user'
      WHEN e.event_name IN ('CreateRole', 'DeleteRole', 'DeleteServiceLinkedRole') THEN 'role'
      WHEN e.event_name IN ('CreateLoginProfile', 'DeleteLoginProfile') THEN 'password'
      ELSE 'MFA device' END AS kind,
    told(coalesce(e.response ->> '$.accessKey.accessKeyId', e.request ->> '$.accessKeyId', e.request ->> '$.serialNumber', e.request ->> '$.roleName', e.request ->> '$.userName')) AS id
  FROM (SELECT DISTINCT account_id FROM newest) n
  JOIN events e ON e.recipient_account = n.account_id
  WHERE e.event_source = 'iam.amazonaws.com' AND e.error_code IS NULL
    AND e.event_name IN ('CreateAccessKey', 'DeleteAccessKey', 'CreateUser', 'DeleteUser', 'CreateRole', 'DeleteRole', 'DeleteServiceLinkedRole', 'CreateLoginProfile',
      'DeleteLoginProfile', 'EnableMFADevice', 'DeactivateMFADevice')
), made AS (
  SELECT c.*, n.collected_at, n.part
  FROM changes c
  JOIN newest n ON n.account_id = c.account_id AND n.part = CASE c.kind
    WHEN 'access key' THEN 'access-keys' WHEN 'password' THEN 'login-profiles' WHEN 'MFA device' THEN 'mfa-devices' ELSE 'authorization-details' END
  WHERE c.event_name IN ('CreateAccessKey', 'CreateUser', 'CreateRole', 'CreateLoginProfile', 'EnableMFADevice')
    AND c.id IS NOT NULL AND c.event_time < n.collected_at
), there AS (
  SELECT account_id, collected_at, 'access key' AS kind, access_key_id AS id FROM iam_access_keys
  UNION ALL SELECT account_id, collected_at, 'user', user_name FROM iam_users
  UNION ALL SELECT account_id, collected_at, 'role', role_name FROM iam_roles
  UNION ALL SELECT account_id, collected_at, 'password', user_name FROM iam_login_profiles
  UNION ALL SELECT account_id, collected_at, 'MFA device', serial FROM iam_mfa_devices
)
SELECT
  m.account_id, m.kind, m.id, m.part AS state_source, m.collected_at AS state_of, 'not there' AS state_says,
  'events' AS trail_source, m.event_time AS trail_says_created, m.identity_arn AS made_by,
  coalesce(c.result, 'outside') AS cover_of_creation,
  'deleted since, and the record of that is in a hole or was taken away' AS may_be,
  [m.event_id] AS evidence
FROM made m
ANTI JOIN there t ON t.account_id = m.account_id AND t.collected_at = m.collected_at AND t.kind = m.kind AND t.id = m.id
ANTI JOIN changes d ON d.account_id = m.account_id AND d.kind = m.kind AND d.id = m.id AND d.event_time >= m.event_time
  AND (d.event_name LIKE 'Delete%' OR d.event_name = 'DeactivateMFADevice')
LEFT JOIN coverage c ON c.account_id = m.account_id AND c.region = m.aws_region AND c.hour = date_trunc('hour', m.event_time)
ORDER BY m.event_time, m.event_id;
