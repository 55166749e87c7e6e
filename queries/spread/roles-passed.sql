-- title: Roles passed to workloads
-- question: Which roles did the radius give to instances, functions, tasks and other workloads, and what did these do with them?
-- severity: high
-- attack: T1098, T1648
-- Passing a role is never an event of its own: it is a role, or an instance profile, among the parameters of a write. Roles that are
-- named in a policy or a permission are not passed. A refusal names the role in its text. `used_by` are the sessions that follow from it;
-- `suspected` are those that may.
WITH writes AS (
  SELECT
    *,
    CASE WHEN outcome = 'denied' AND wanted_action(error_message) = 'iam:PassRole' THEN [wanted_resource(error_message)]
      ELSE list_distinct(list_concat(
        regexp_extract_all(CAST(request AS VARCHAR), 'arn:aws[a-z-]*:iam::\d{12}:(?:role|instance-profile)/[\w+=,.@/-]+'),
        list_filter([request ->> '$.iamInstanceProfile.name', request ->> '$.IamInstanceProfile.Name'], lambda name: name IS NOT NULL))) END AS passed
  FROM blast_calls
  WHERE read_only IS NOT TRUE
    AND event_source NOT IN ('iam.amazonaws.com', 'sts.amazonaws.com', 'signin.amazonaws.com')
    AND NOT is_service(invoked_by)
    AND NOT regexp_matches(call, 'Policy|Permission|Grant|AccessEntry|Acl')
), steps AS (
  SELECT event_id, to_id, followed
  FROM (
    SELECT unnest(evidence) AS event_id, to_id, true AS followed FROM blast_edges WHERE method = 'WORK'
    UNION ALL
    SELECT unnest(evidence), to_id, false FROM blast_suspects WHERE method = 'WORK'
  )
  WHERE event_id IN (SELECT event_id FROM writes)
), done AS (
  SELECT
    s.event_id,
    list_sort(list(DISTINCT s.to_id) FILTER (s.followed)) AS used_by,
    list_sort(list(DISTINCT s.to_id) FILTER (NOT s.followed)) AS suspected,
    count(b.event_id) AS events,
    list_sort(list(DISTINCT b.event_source || ':' || b.call) FILTER (b.call IS NOT NULL))[1:30] AS calls
  FROM steps s
  LEFT JOIN blast_calls b ON b.credential = s.to_id AND s.followed
  GROUP BY s.event_id
)
SELECT
  w.event_time,
  w.credential AS passed_by,
  w.event_source,
  w.call,
  w.outcome,
  w.passed AS roles,
  coalesce(w.request ->> '$.functionName', w.request ->> '$.jobName', w.request ->> '$.stackName', w.request ->> '$.notebookInstanceName',
    w.request ->> '$.projectName', w.request ->> '$.family', w.request ->> '$.serviceName', w.request ->> '$.name',
    nullif(array_to_string(w.response ->> '$.instancesSet.items[*].instanceId', ', '), ''), w.request ->> '$.instanceId') AS workload,
  d.used_by,
  d.events AS events_of_it,
  d.calls AS done_by_it,
  d.suspected,
  w.integrity,
  [w.event_id] AS evidence
FROM writes w
LEFT JOIN done d ON d.event_id = w.event_id
WHERE len(w.passed) > 0
ORDER BY w.event_time, w.event_id;
