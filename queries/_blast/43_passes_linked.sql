-- WORK by the generic rule: a role was passed to a service, and that service opened sessions of it afterwards. Others may have passed
-- the same role to the same service: a suspect each, unless the session is known to be somebody's workload.
INSERT INTO spread_added
SELECT DISTINCT
  p.node, s.node, 'WORK', 2, p.event_time, 1, list_distinct([p.event_id, s.issue]),
  'this role was passed to ' || regexp_extract(p.event_source, '^[^.]+') || ' by ' || p.call
    || ', which opened the session afterwards; nothing in it tells for whom'
FROM spread_passes p
JOIN spread_role_sessions s ON s.role = p.role AND s.account = p.account AND s.began >= p.event_time
LEFT JOIN (VALUES
  ('ecs.amazonaws.com', 'ecs-tasks.amazonaws.com'), ('batch.amazonaws.com', 'ecs-tasks.amazonaws.com'),
  ('elasticmapreduce.amazonaws.com', 'ec2.amazonaws.com'), ('elasticbeanstalk.amazonaws.com', 'ec2.amazonaws.com'),
  ('eks.amazonaws.com', 'ec2.amazonaws.com'), ('autoscaling.amazonaws.com', 'ec2.amazonaws.com'),
  ('servicecatalog.amazonaws.com', 'cloudformation.amazonaws.com'), ('lambda.amazonaws.com', 'edgelambda.amazonaws.com')
) also(event_source, opener) ON also.event_source = p.event_source AND also.opener = s.opener
WHERE (s.opener = p.event_source OR ends_with(s.opener, '.' || p.event_source) OR also.opener IS NOT NULL)
  AND s.node <> p.node
  AND s.name NOT IN (
    SELECT name FROM spread_workloads WHERE kind IN ('instance', 'task') AND caller NOT IN (SELECT node FROM spread_reach));
