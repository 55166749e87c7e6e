-- title: Roles tried in vain
-- question: Which roles did the radius try to assume without success, and did it get in later?
-- severity: low
-- attack: T1580
-- A denied AssumeRole has no requestParameters: the role stands in the text of the error only. In the account of the role a refused
-- step from outside leaves no record at all.
WITH steps AS (
  SELECT *, coalesce(request ->> '$.roleArn', request ->> '$.targetPrincipal', wanted_resource(error_message)) AS role
  FROM blast_calls
  WHERE event_source = 'sts.amazonaws.com'
    AND event_name IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot')
), entered AS (
  SELECT role, max(event_time) AS last_time, min(event_time) AS first_time FROM steps WHERE outcome = 'succeeded' GROUP BY role
)
SELECT
  s.role,
  s.credential AS tried_by,
  s.outcome,
  s.error_code,
  any_value(refused_by(s.error_message) ORDER BY s.event_time, s.event_id) AS refused_by,
  count(*) AS times,
  min(s.event_time) AS first_time,
  max(s.event_time) AS last_time,
  any_value(CASE WHEN e.last_time > s.event_time THEN greatest(e.first_time, s.event_time) END ORDER BY s.event_time, s.event_id) AS entered_after,
  count(*) FILTER (s.integrity = 'valid') AS proven,
  arg_min(s.event_id, (s.event_time, s.event_id), 100) AS evidence
FROM steps s
LEFT JOIN entered e ON e.role = s.role
WHERE s.outcome <> 'succeeded'
GROUP BY s.role, s.credential, s.outcome, s.error_code
ORDER BY first_time, s.role, tried_by, s.error_code;
