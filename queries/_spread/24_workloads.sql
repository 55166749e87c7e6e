-- Workloads whose session carries an id or a name that their creation tells: instances, tasks, functions. Whoever created them: the
-- latest function of a name is the one that runs.
-- `opener`: the service that opens the session. `role`: the name of the role that was passed; null where the record does not say.
CREATE OR REPLACE TABLE spread_workloads AS
WITH made AS (
  SELECT
    event_id, event_time, access_key_id, principal_id, session_created, identity_type, invoked_by, recipient_account AS account, aws_region AS region,
    'instance' AS kind,
    NULL AS opener,
    json_extract_string(response, '$.instancesSet.items[*].instanceId') AS names,
    NULL AS role,
    -- By name, by ARN, or only in the response where a launch template named it.
    coalesce(
      request ->> '$.iamInstanceProfile.name',
      regexp_extract(coalesce(request ->> '$.iamInstanceProfile.arn', response ->> '$.instancesSet.items[0].iamInstanceProfile.arn'), '[^/]*$')) AS profile,
    -- What the launch was made for: a fleet or a spot request by its id, a scaling group by the tag that Auto Scaling sets.
    regexp_extract_all(concat_ws(' ', request, response -> '$.instancesSet.items[0]'), '"((?:fleet|sfr|sir)-[0-9a-z-]+)"', 1)
      || regexp_extract_all(CAST(request AS VARCHAR), '"aws:autoscaling:groupName"\s*,\s*"value"\s*:\s*"([^"]+)"', 1) AS parents
  FROM events
  WHERE event_source = 'ec2.amazonaws.com' AND event_name = 'RunInstances' AND error_code IS NULL
  UNION ALL
  SELECT
    event_id, event_time, access_key_id, principal_id, session_created, identity_type, invoked_by, recipient_account, aws_region,
    'task', 'ecs-tasks.amazonaws.com',
    list_transform(json_extract_string(response, '$.tasks[*].taskArn'), lambda arn: regexp_extract(arn, '[^/]*$')),
    regexp_extract(request ->> '$.overrides.taskRoleArn', '[^/]*$'), NULL, []
  FROM events
  WHERE event_source = 'ecs.amazonaws.com' AND event_name IN ('RunTask', 'StartTask') AND error_code IS NULL
  UNION ALL
  SELECT
    event_id, event_time, access_key_id, principal_id, session_created, identity_type, invoked_by, recipient_account, aws_region,
    'function', 'lambda.amazonaws.com',
    [coalesce(response ->> '$.functionName', regexp_extract(request ->> '$.functionName', '[^:]*$'))],
    regexp_extract(coalesce(response ->> '$.role', request ->> '$.role'), '[^/]*$'), NULL, []
  FROM events
  -- The name in the log has the version of the API behind it: CreateFunction20150331.
  WHERE event_source = 'lambda.amazonaws.com' AND starts_with(event_name, 'CreateFunction') AND call_name(event_name) = 'CreateFunction'
    AND error_code IS NULL
)
SELECT m.event_id, m.event_time, m.kind, m.opener, m.account, m.region, m.name, nullif(m.role, '') AS role, nullif(m.profile, '') AS profile, m.parents,
  a.node AS caller
FROM (SELECT * EXCLUDE (names), unnest(names) AS name FROM made) m
JOIN actors a
  ON a.access_key_id IS NOT DISTINCT FROM m.access_key_id
  AND a.principal_id IS NOT DISTINCT FROM m.principal_id
  AND a.session_created IS NOT DISTINCT FROM m.session_created
  AND a.identity_type IS NOT DISTINCT FROM m.identity_type
  AND a.service IS NOT DISTINCT FROM CASE WHEN m.principal_id IS NULL AND m.access_key_id IS NULL THEN m.invoked_by END
WHERE m.name <> '';
