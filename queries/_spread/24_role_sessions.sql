-- Sessions of roles that a service may have opened: the workloads' own. `opener` is the service that the issuing event names; null: that
-- event is not in the data. A session that a person, or another role, assumed is none of them, whatever name it was given.
CREATE OR REPLACE TABLE spread_role_sessions AS
WITH served AS (
  SELECT
    event_id,
    -- Some services are named with their region.
    regexp_replace(invoked_by, '\.[a-z]{2}(-[a-z]+)+-\d\.amazonaws\.com', '.amazonaws.com') AS opener,
    aws_region AS region
  FROM events
  WHERE event_source = 'sts.amazonaws.com' AND event_name = 'AssumeRole' AND identity_type = 'AWSService'
), issued AS (
  SELECT i.event_id, i.event_time, i.key_id, i.session, i.owner, i.account, s.opener, s.region
  FROM spread_issues i
  LEFT JOIN served s ON s.event_id = i.event_id
  WHERE contains(i.session, ':')
), acting AS (
  SELECT node, access_key_id, principal_id, identity_arn, issuer_arn, account, only_for_services, session_created, first_time, last_time
  FROM actors
  WHERE identity_type = 'AssumedRole' AND contains(principal_id, ':')
), explained AS (
  SELECT a.node, i.event_id, i.opener, i.region, 0 AS nth
  FROM acting a
  JOIN issued i ON i.key_id = a.access_key_id AND i.session = a.principal_id
  UNION ALL
  SELECT a.node, i.event_id, i.opener, i.region, 1
  -- By equality on each of the three seconds: a function has thousands of sessions under one name.
  FROM (SELECT *, unnest(range(-1, 2)) AS off FROM acting) a
  JOIN issued i ON i.session = a.principal_id AND date_trunc('second', i.event_time) = date_trunc('second', a.session_created) + to_seconds(a.off)
  WHERE a.access_key_id IS NULL OR a.access_key_id NOT IN (SELECT key_id FROM issued WHERE key_id IS NOT NULL)
), nearest AS (
  -- Of two events that fit, one of them a person's, nothing tells which it was.
  SELECT node, arg_min(event_id, (nth, opener IS NOT NULL, event_id)) AS event_id,
    arg_min(opener, (nth, opener IS NOT NULL, event_id)) AS opener, arg_min(region, (nth, opener IS NOT NULL, event_id)) AS region
  FROM explained
  GROUP BY node
)
SELECT
  a.node, a.principal_id, split_part(a.principal_id, ':', 2) AS name,
  regexp_extract(coalesce(a.issuer_arn, regexp_extract(a.identity_arn, ':assumed-role/([^/]+)/', 1)), '[^/]*$') AS role,
  a.account, coalesce(a.session_created, a.first_time) AS began, a.last_time, n.opener, n.region, n.event_id AS issue
FROM acting a
LEFT JOIN nearest n USING (node)
WHERE CASE WHEN n.event_id IS NULL THEN NOT a.only_for_services ELSE n.opener IS NOT NULL END
UNION ALL
-- Keys that a service fetched, used or not.
SELECT
  'k:' || key_id, session, split_part(session, ':', 2), regexp_extract(owner, ':assumed-role/([^/]+)/', 1),
  account, event_time, event_time, opener, region, event_id
FROM issued
WHERE key_id IS NOT NULL AND opener IS NOT NULL;
