-- title: Secrets and parameters read
-- question: Which secrets and protected parameters did the radius read or try to read?
-- severity: high
-- attack: T1555.006
-- Each secret by each credential; the evidence of a row is its first hundred events. kms:Decrypt names the secret a second time, in its
-- encryption context: useful where the record of the read itself is missing. `invoked_by`: a service did it on behalf of the caller.
-- A batch without a list of ids says only what it filtered by.
WITH reads AS (
  SELECT
    *,
    CASE
      WHEN json_type(request, '$.secretIdList') = 'ARRAY' THEN json_extract_string(request, '$.secretIdList[*]')
      WHEN json_type(request, '$.names') = 'ARRAY' THEN json_extract_string(request, '$.names[*]')
      ELSE [coalesce(
        request ->> '$.secretId',
        request ->> '$.name',
        request ->> '$.path',
        request ->> '$.encryptionContext.SecretARN',
        request ->> '$.encryptionContext.PARAMETER_ARN',
        request ->> '$.encryptionContext."aws:secretsmanager:arn"',
        request ->> '$.filters',
        wanted_resource(error_message))] END AS names
  FROM blast_calls
  WHERE (event_source = 'secretsmanager.amazonaws.com' AND call IN ('GetSecretValue', 'BatchGetSecretValue'))
    -- A parameter that is not decrypted is no secret that was read.
    OR (event_source = 'ssm.amazonaws.com' AND call IN ('GetParameter', 'GetParameters', 'GetParametersByPath', 'GetParameterHistory')
      AND (request ->> '$.withDecryption') IS DISTINCT FROM 'false')
    OR (event_source = 'kms.amazonaws.com' AND call = 'Decrypt'
      AND coalesce(request ->> '$.encryptionContext.SecretARN', request ->> '$.encryptionContext.PARAMETER_ARN',
        request ->> '$.encryptionContext."aws:secretsmanager:arn"') IS NOT NULL)
), each_name AS (
  SELECT * EXCLUDE (names), unnest(names) AS name FROM reads
)
SELECT
  name,
  credential,
  event_source,
  event_name,
  outcome,
  invoked_by,
  count(*) AS events,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  list_sort(list_distinct(arg_min(source_ip, (event_time, event_id), 20))) AS addresses,
  any_value(recipient_account) AS account,
  any_value(aws_region) AS region,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM each_name
GROUP BY name, credential, event_source, event_name, outcome, invoked_by
ORDER BY first_time, name, credential, event_source, event_name, outcome, invoked_by;
