-- WORK: PassRole is never an event, and a service assumes the role in its own name. What ties the session to the caller is the
-- session name: the instance id, the function's name, the task's id. High, because the same hand created the workload and passed it
-- the role; taking over an existing workload is not in here.
INSERT INTO spread_links
WITH made AS (
  SELECT
    event_id, event_time, access_key_id, principal_id, session_created, identity_type,
    CASE event_source
      WHEN 'ec2.amazonaws.com' THEN
        -- Without an instance profile the instance has no session of a role.
        CASE WHEN coalesce(request -> '$.iamInstanceProfile', response -> '$.instancesSet.items[0].iamInstanceProfile') IS NOT NULL
          THEN json_extract_string(response, '$.instancesSet.items[*].instanceId') END
      WHEN 'lambda.amazonaws.com' THEN [coalesce(response ->> '$.functionName', request ->> '$.functionName')]
      ELSE list_transform(json_extract_string(response, '$.tasks[*].taskArn'), lambda arn: regexp_extract(arn, '[^/]*$')) END AS names,
    -- A function's name may have been another function's before: its role has to fit as well. The other ids are unique.
    CASE event_source WHEN 'lambda.amazonaws.com' THEN regexp_extract(coalesce(response ->> '$.role', request ->> '$.role'), '[^/]*$') END AS role
  FROM events
  WHERE error_code IS NULL
    AND response IS NOT NULL
    AND ((event_source = 'ec2.amazonaws.com' AND event_name = 'RunInstances')
      OR (event_source = 'ecs.amazonaws.com' AND event_name IN ('RunTask', 'StartTask'))
      -- The name in the log has the version of the API behind it: CreateFunction20150331.
      OR (event_source = 'lambda.amazonaws.com' AND regexp_full_match(event_name, 'CreateFunction\d*(v\d+)?')))
), workloads AS (
  SELECT m.event_id, m.event_time, m.role, m.name, a.node AS caller
  FROM (SELECT * EXCLUDE (names), unnest(names) AS name FROM made) m
  JOIN spread_actors a
    ON a.access_key_id IS NOT DISTINCT FROM m.access_key_id
    AND a.principal_id IS NOT DISTINCT FROM m.principal_id
    AND a.session_created IS NOT DISTINCT FROM m.session_created
    AND a.identity_type IS NOT DISTINCT FROM m.identity_type
  WHERE m.name <> ''
)
SELECT w.caller, a.node, 'WORK', 1, w.event_time, 1, [w.event_id], NULL
FROM workloads w
JOIN spread_actors a ON split_part(a.principal_id, ':', 2) = w.name AND a.identity_type = 'AssumedRole' AND a.node <> w.caller
WHERE (w.role IS NULL OR regexp_extract(a.issuer_arn, '[^/]*$') = w.role)
  AND coalesce(a.session_created, a.first_time) >= w.event_time
UNION ALL
SELECT w.caller, 'k:' || i.key_id, 'WORK', 1, i.event_time, 1, [w.event_id, i.event_id], NULL
FROM workloads w
JOIN spread_issues i ON split_part(i.session, ':', 2) = w.name AND i.caller_principal IS NULL AND i.event_time >= w.event_time
WHERE i.key_id IS NOT NULL AND (w.role IS NULL OR regexp_extract(i.owner, 'assumed-role/([^/]*)/', 1) = w.role);
