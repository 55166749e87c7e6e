-- WORK: PassRole is never an event, and a service assumes the role in its own name. What ties the session to the caller is the
-- session name: the instance id, the task's id, the function's name. High, because the same hand created the workload and passed it
-- the role; taking over an existing workload is not in here (44_takeovers.sql).
INSERT INTO known_links
-- Ids are given once: whose session name it is, is not in doubt.
SELECT
  w.caller, s.node, 'WORK',
  CASE WHEN w.kind = 'instance' AND (w.profile IS NULL OR NOT list_contains(p.roles, s.role)) OR w.role <> s.role THEN 2 ELSE 1 END,
  w.event_time, 1, list_distinct(list_filter([w.event_id, s.issue], lambda id: id IS NOT NULL)),
  CASE
    WHEN w.kind = 'instance' AND w.profile IS NULL
      THEN 'an instance that was launched without a role: who gave it this one, the launch does not say'
    WHEN w.kind = 'instance' AND NOT list_contains(p.roles, s.role)
      THEN 'the session of an instance that was launched with another role than this one'
    WHEN w.role <> s.role THEN 'the session of a task that was started with another role than this one'
  END
FROM spread_workloads w
JOIN spread_role_sessions s ON s.name = w.name AND s.account = w.account AND s.began >= w.event_time
LEFT JOIN spread_profiles p ON p.account = w.account AND p.profile = w.profile
WHERE w.kind IN ('instance', 'task') AND (s.opener IS NULL OR w.opener IS NULL OR s.opener = w.opener)
  AND s.node <> w.caller
UNION ALL
-- A function's name is given again, and in every region: the role has to fit as well, the region, and the latest creation counts.
SELECT caller, node, 'WORK', CASE WHEN elsewhere THEN 2 ELSE 1 END, event_time, 1,
  list_distinct(list_filter([event_id, issue], lambda id: id IS NOT NULL)),
  CASE WHEN elsewhere THEN 'a function of this name and role runs in another region too, and the event that opened this session is not in the data' END
FROM (
  SELECT
    w.event_id, w.event_time, w.caller, w.role, s.node, s.role AS session_role, s.issue,
    s.opener IS NULL AND EXISTS (
      FROM spread_function_regions r WHERE r.principal_id = s.principal_id AND r.region <> w.region) AS elsewhere
  FROM spread_workloads w
  JOIN spread_role_sessions s ON s.name = w.name AND s.account = w.account AND s.began >= w.event_time
  WHERE w.kind = 'function' AND (s.opener IS NULL OR s.opener = w.opener) AND s.node <> w.caller
    AND (s.region = w.region
      OR s.opener IS NULL AND EXISTS (FROM spread_function_regions r WHERE r.node = s.node AND r.region = w.region))
  QUALIFY row_number() OVER (PARTITION BY s.node, w.region ORDER BY w.event_time DESC, w.event_id) = 1
)
WHERE role = session_role;
