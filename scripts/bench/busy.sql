-- The busiest principals that one can think of, $n of each kind of session: whatever compares sessions with sessions shows here.
-- The seed is AKIABUSY: a user with a key, whose console mints keys, for whom services act, and who assumes one role under one session
-- name again and again, seen by the role's own account too; and instances of one role with two keys each in the same second.
INSERT INTO events BY NAME
WITH numbers AS (
  SELECT i, TIMESTAMP '2026-03-01 00:00:00' + to_seconds(CAST(i * 86400 / CAST($n AS DOUBLE) AS BIGINT)) AS t FROM range(CAST($n AS BIGINT)) r(i)
), common AS (
  SELECT i, t, 'us-east-1' AS aws_region, '192.0.2.10' AS source_ip, 'aws-cli/2.27.41' AS user_agent, '111122223333' AS recipient_account,
    'Management' AS event_category, 'valid' AS integrity
  FROM numbers
), users AS (
  SELECT *, 'IAMUser' AS identity_type, 'AIDABUSY' AS principal_id, 'arn:aws:iam::111122223333:user/busy' AS identity_arn FROM common
)
-- Calls with the key itself, and what services do for it (forward access sessions).
SELECT 'k' || i AS event_id, t AS event_time, 's3.amazonaws.com' AS event_source, 'ListBuckets' AS event_name, 'AKIABUSY' AS access_key_id,
  NULL::TIMESTAMP AS session_created, NULL AS invoked_by, true AS read_only, NULL::JSON AS request, NULL::JSON AS response, NULL AS shared_event_id,
  NULL AS session_issuer_arn, * EXCLUDE (i, t) FROM users
UNION ALL BY NAME
SELECT 'f' || i AS event_id, t AS event_time, 'kms.amazonaws.com' AS event_source, 'Decrypt' AS event_name, 'ASIAFAS' || i AS access_key_id,
  t - INTERVAL 1 SECOND AS session_created, 'secretsmanager.amazonaws.com' AS invoked_by, true AS read_only, * EXCLUDE (i, t) FROM users
UNION ALL BY NAME
-- A console login and the key that it minted.
SELECT 'l' || i AS event_id, t AS event_time, 'signin.amazonaws.com' AS event_source, 'ConsoleLogin' AS event_name,
  '{"ConsoleLogin":"Success"}'::JSON AS response, false AS read_only, * EXCLUDE (i, t) FROM users
UNION ALL BY NAME
SELECT 'c' || i AS event_id, t + INTERVAL 5 SECOND AS event_time, 'ec2.amazonaws.com' AS event_source, 'DescribeInstances' AS event_name,
  'ASIACONSOLE' || i AS access_key_id, t AS session_created, true AS read_only, * EXCLUDE (i, t) FROM users
UNION ALL BY NAME
-- AssumeRole by the key, and the other account's copy, which names the caller by principal only; every tenth has no copy by the caller.
SELECT 'a' || i AS event_id, t AS event_time, 'sts.amazonaws.com' AS event_source, 'AssumeRole' AS event_name, 'AKIABUSY' AS access_key_id,
  's' || i AS shared_event_id, true AS read_only, ('{"roleArn":"arn:aws:iam::444455556666:role/ops"}')::JSON AS request,
  ('{"credentials":{"accessKeyId":"ASIAOPS' || i || '"},"assumedRoleUser":{"assumedRoleId":"AROAOPS:ops","arn":"arn:aws:sts::444455556666:assumed-role/ops/ops"}}')::JSON AS response,
  * EXCLUDE (i, t) FROM users WHERE i % 10 > 0
UNION ALL BY NAME
SELECT 'b' || i AS event_id, t AS event_time, 'sts.amazonaws.com' AS event_source, 'AssumeRole' AS event_name,
  's' || i AS shared_event_id, true AS read_only, 'AWSAccount' AS identity_type, 'AIDABUSY' AS principal_id, '444455556666' AS recipient_account,
  ('{"roleArn":"arn:aws:iam::444455556666:role/ops"}')::JSON AS request,
  ('{"credentials":{"accessKeyId":"ASIAOPS' || i || '"},"assumedRoleUser":{"assumedRoleId":"AROAOPS:ops","arn":"arn:aws:sts::444455556666:assumed-role/ops/ops"}}')::JSON AS response,
  * EXCLUDE (i, t, recipient_account) FROM common
UNION ALL BY NAME
SELECT 'o' || i AS event_id, t + INTERVAL 3 SECOND AS event_time, 'ec2.amazonaws.com' AS event_source, 'DescribeInstances' AS event_name,
  'ASIAOPS' || i AS access_key_id, t AS session_created, true AS read_only, 'AssumedRole' AS identity_type, 'AROAOPS:ops' AS principal_id,
  'arn:aws:sts::444455556666:assumed-role/ops/ops' AS identity_arn, 'arn:aws:iam::444455556666:role/ops' AS session_issuer_arn, * EXCLUDE (i, t) FROM common
UNION ALL BY NAME
-- Instances: two keys of one session in one second, issued by the service.
SELECT 'x' || i || '-' || k AS event_id, t AS event_time, 'sts.amazonaws.com' AS event_source, 'AssumeRole' AS event_name, 'AWSService' AS identity_type,
  'ec2.amazonaws.com' AS invoked_by, true AS read_only,
  ('{"credentials":{"accessKeyId":"ASIAEC2' || k || i || '"},"assumedRoleUser":{"assumedRoleId":"AROAEC2:i-' || (i % 100) || '","arn":"arn:aws:sts::111122223333:assumed-role/ec2/i-' || (i % 100) || '"}}')::JSON AS response,
  * EXCLUDE (i, t, k) FROM common, range(2) k(k)
UNION ALL BY NAME
SELECT 'y' || i || '-' || k AS event_id, t + INTERVAL 2 SECOND AS event_time, 'ssm.amazonaws.com' AS event_source, 'UpdateInstanceInformation' AS event_name,
  'ASIAEC2' || k || i AS access_key_id, t AS session_created, false AS read_only, 'AssumedRole' AS identity_type, 'AROAEC2:i-' || (i % 100) AS principal_id,
  'arn:aws:sts::111122223333:assumed-role/ec2/i-' || (i % 100) AS identity_arn, 'arn:aws:iam::111122223333:role/ec2' AS session_issuer_arn, * EXCLUDE (i, t, k)
FROM common, range(2) k(k);
