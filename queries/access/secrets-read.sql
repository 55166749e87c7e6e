-- title: Secrets and parameters read
-- question: Which secrets and protected parameters did the radius read or try to read?
-- severity: high
-- attack: T1555.006
-- kms:Decrypt names the secret a second time, in its encryption context: useful where the record of the read itself is missing.
SELECT
  b.event_time,
  b.credential,
  e.event_source,
  e.event_name,
  CASE WHEN e.error_code IS NULL THEN 'succeeded'
    WHEN regexp_matches(e.error_code, 'AccessDenied|Unauthorized|NotAuthorized|Forbidden') THEN 'denied' ELSE 'failed' END AS outcome,
  coalesce(
    e.request ->> '$.secretId',
    e.request ->> '$.secretIdList',
    e.request ->> '$.name',
    e.request ->> '$.names',
    e.request ->> '$.path',
    e.request ->> '$.encryptionContext.SecretARN',
    e.request ->> '$.encryptionContext.PARAMETER_ARN',
    e.request ->> '$.encryptionContext."aws:secretsmanager:arn"',
    e.request ->> '$.filters',
    nullif(regexp_extract(e.error_message, 'on resource: ([^ ]+)', 1), '')) AS name,
  b.integrity,
  [b.event_id] AS evidence
FROM blast_events b
JOIN events e USING (event_id)
WHERE (e.event_source = 'secretsmanager.amazonaws.com' AND e.event_name IN ('GetSecretValue', 'BatchGetSecretValue'))
  OR (e.event_source = 'ssm.amazonaws.com' AND e.event_name IN ('GetParameter', 'GetParameters', 'GetParametersByPath', 'GetParameterHistory')
    AND (e.request ->> '$.withDecryption') IS DISTINCT FROM 'false')
  OR (e.event_source = 'kms.amazonaws.com' AND e.event_name = 'Decrypt'
    AND coalesce(e.request ->> '$.encryptionContext.SecretARN', e.request ->> '$.encryptionContext.PARAMETER_ARN') IS NOT NULL)
ORDER BY b.event_time, b.event_id;
