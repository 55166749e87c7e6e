-- title: Roles assumed
-- question: Which roles did the radius assume, how often, under which session names?
-- severity: medium
-- attack: T1548.005, T1550.001
SELECT
  coalesce(e.request ->> '$.roleArn', regexp_replace(e.response ->> '$.assumedRoleUser.arn', '^(arn:[^:]*):sts:(.*):assumed-role/([^/]*)/.*$', '\1:iam:\2:role/\3')) AS role,
  b.credential AS assumed_by,
  count(*) AS times,
  min(b.event_time) AS first_time,
  max(b.event_time) AS last_time,
  list_sort(list(DISTINCT e.request ->> '$.roleSessionName')) AS session_names,
  list_sort(list(DISTINCT e.request ->> '$.externalId') FILTER ((e.request ->> '$.externalId') IS NOT NULL)) AS external_ids,
  list_sort(list(DISTINCT e.response ->> '$.credentials.accessKeyId')) AS issued_keys,
  'succeeded' AS outcome,
  count(*) FILTER (b.integrity = 'valid') AS proven,
  arg_min(b.event_id, (b.event_time, b.event_id), 100) AS evidence
FROM blast_events b
JOIN events e USING (event_id)
WHERE e.event_source = 'sts.amazonaws.com'
  AND e.event_name IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot')
  AND e.error_code IS NULL
GROUP BY 1, 2
ORDER BY first_time, role, assumed_by;
