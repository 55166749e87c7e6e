-- title: Secrets and parameters read
-- question: Which secrets and protected parameters did the radius read or try to read?
-- severity: high
-- attack: T1555.006
-- Each secret by each credential; the evidence of a row is its first hundred events. kms:Decrypt names the secret a second time, in its
-- encryption context, and is made by the service on behalf of the caller (`by_services`): a row with Decrypt alone is a read whose own
-- record is missing. A batch without a list of ids says only what it filtered by.
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
  SELECT
    * EXCLUDE (names),
    unnest(names) AS name,
    -- Calls name a secret by its name or its ARN, which has six characters of its own behind the name.
    regexp_replace(regexp_replace(unnest(names), '^arn:[^:]*:secretsmanager:[^:]*:\d{12}:secret:(.+)-\w{6}$', '\1'),
      '^(arn:[^:]*:ssm:[^:]*:\d{12}:parameter)?/?', '') AS secret
  FROM reads
)
SELECT
  coalesce(max(name) FILTER (name LIKE 'arn:%'), max(name)) AS name,
  credential,
  outcome,
  list_sort(list(DISTINCT event_name)) AS calls,
  count(*) AS events,
  count(*) FILTER (invoked_by IS NOT NULL) AS by_services,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  list_sort(list_distinct(arg_min(source_ip, (event_time, event_id), 20) FILTER (invoked_by IS NULL))) AS addresses,
  recipient_account AS account,
  aws_region AS region,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM each_name
GROUP BY secret, credential, outcome, recipient_account, aws_region
ORDER BY first_time, name, credential, outcome, account, region;
