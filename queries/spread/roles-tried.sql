-- title: Roles tried in vain
-- question: Which roles did the radius try to assume without success?
-- severity: low
-- attack: T1580
-- A denied AssumeRole has no requestParameters: the role stands in the text of the error only.
SELECT
  coalesce(e.request ->> '$.roleArn', nullif(regexp_extract(e.error_message, 'on resource: (arn:[^ ]+)', 1), '')) AS role,
  b.credential AS tried_by,
  e.error_code,
  count(*) AS times,
  min(b.event_time) AS first_time,
  max(b.event_time) AS last_time,
  CASE WHEN regexp_matches(e.error_code, 'AccessDenied|Unauthorized|NotAuthorized|Forbidden') THEN 'denied' ELSE 'failed' END AS outcome,
  count(*) FILTER (b.integrity = 'valid') AS proven,
  arg_min(b.event_id, (b.event_time, b.event_id), 100) AS evidence
FROM blast_events b
JOIN events e USING (event_id)
WHERE e.event_source = 'sts.amazonaws.com'
  AND e.event_name IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot')
  AND e.error_code IS NOT NULL
GROUP BY 1, 2, 3
ORDER BY first_time, role, tried_by, e.error_code;
