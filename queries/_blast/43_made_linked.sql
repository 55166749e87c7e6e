-- WORK through what was made: an instance that a fleet or a scaling group of the radius launched, in the name of the service; a build.
INSERT INTO spread_added
SELECT
  m.node, s.node, 'WORK', CASE m.kind WHEN 'fleet' THEN 1 ELSE 2 END, m.event_time, 1,
  list_distinct(list_filter([m.event_id, w.event_id, s.issue], lambda id: id IS NOT NULL)),
  -- The fleet's id is given once; the group is known by its name alone.
  CASE m.kind WHEN 'group' THEN 'an instance that Auto Scaling launched for a group of the name that this caller created' END
FROM spread_made m
JOIN (SELECT * EXCLUDE (parents), unnest(parents) AS parent FROM spread_workloads WHERE kind = 'instance') w
  ON w.parent = m.name AND w.account = m.account AND w.region = m.region AND w.event_time >= m.event_time AND w.caller <> m.node
JOIN spread_role_sessions s ON s.name = w.name AND s.account = w.account AND s.began >= w.event_time
WHERE m.kind IN ('fleet', 'group') AND m.node NOT IN (SELECT node FROM spread_scanned)
UNION ALL
SELECT
  b.node, s.node, 'WORK', CASE WHEN coalesce(b.own_role, p.role) = s.role THEN 1 ELSE 2 END, b.event_time, 1,
  list_distinct(list_filter([b.event_id, p.event_id, s.issue], lambda id: id IS NOT NULL)),
  CASE WHEN coalesce(b.own_role, p.role) IS DISTINCT FROM s.role
    THEN 'a build that was started of a project that was there before: it ran with the role that its owner gave it' END
FROM (
  SELECT
    node, event_id, event_time, recipient_account, aws_region, request ->> '$.projectName' AS project,
    'AWSCodeBuild-' || split_part(coalesce(response ->> '$.build.id', response ->> '$.buildBatch.id'), ':', 2) AS session,
    nullif(regexp_extract(request ->> '$.serviceRoleOverride', '[^/]*$'), '') AS own_role
  FROM spread_writes
  WHERE event_source = 'codebuild.amazonaws.com' AND call IN ('StartBuild', 'StartBuildBatch', 'RetryBuild')
) b
JOIN spread_role_sessions s ON s.name = b.session AND s.account = b.recipient_account AND s.began >= b.event_time
  AND coalesce(s.opener = 'codebuild.amazonaws.com', true)
LEFT JOIN spread_made p ON p.kind = 'project' AND p.name = b.project AND p.account = b.recipient_account AND p.region = b.aws_region
  AND p.event_time <= b.event_time
UNION ALL
-- An automation is started with the role that it takes on.
SELECT
  a.node, s.node, 'WORK', CASE WHEN contains(a.asked, ':role/' || s.role || '"') OR contains(a.asked, '/' || s.role || '"') THEN 1 ELSE 2 END, a.event_time, 1,
  list_distinct(list_filter([a.event_id, s.issue], lambda id: id IS NOT NULL)),
  CASE WHEN NOT (contains(a.asked, ':role/' || s.role || '"') OR contains(a.asked, '/' || s.role || '"'))
    THEN 'an automation that was started without naming this role: its document did' END
FROM (
  SELECT node, event_id, event_time, recipient_account, 'Automation-' || (response ->> '$.automationExecutionId') AS session, CAST(request AS VARCHAR) AS asked
  FROM spread_writes
  WHERE event_source = 'ssm.amazonaws.com' AND call = 'StartAutomationExecution'
) a
JOIN spread_role_sessions s ON s.name = a.session AND s.account = a.recipient_account AND s.began >= a.event_time;
