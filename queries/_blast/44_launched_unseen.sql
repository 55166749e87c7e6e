-- WORK by a launch whose answer CloudTrail left out for its size: which instances it was, nothing tells. Suspects are the sessions of instances
-- that began within a quarter of an hour with the role of that profile, as far as it is known, and that no other launch accounts for.
INSERT INTO spread_added
SELECT
  w.node, s.node, 'WORK', 2, w.event_time, 1, list_distinct(list_filter([w.event_id, s.issue], lambda id: id IS NOT NULL)),
  'an instance that came up after a launch by this credential whose answer was left out of the record for its size'
FROM (
  SELECT
    *, coalesce(request ->> '$.iamInstanceProfile.name', regexp_extract(request ->> '$.iamInstanceProfile.arn', '[^/]*$')) AS profile
  FROM spread_writes
  WHERE event_source = 'ec2.amazonaws.com' AND call = 'RunInstances' AND is_omitted(response)
) w
JOIN spread_role_sessions s ON s.account = w.recipient_account AND coalesce(s.opener, 'ec2.amazonaws.com') = 'ec2.amazonaws.com'
  AND regexp_matches(s.name, '^i-[0-9a-z]+$')
  AND s.began BETWEEN w.event_time AND w.event_time + INTERVAL 15 MINUTE
LEFT JOIN spread_profiles p ON p.account = w.recipient_account AND p.profile = w.profile
WHERE coalesce(list_contains(p.roles, s.role), true)
  AND s.name NOT IN (SELECT name FROM spread_workloads WHERE kind = 'instance');
