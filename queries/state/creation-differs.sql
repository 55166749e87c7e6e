-- title: Key created at another time, or for another
-- question: Does IAM date a key otherwise than the event of its creation, or give it to another user?
-- severity: high
-- attack: T1098.001
-- A minute of difference is none.
SELECT
  k.account_id, k.access_key_id, 'access-keys' AS state_source, k.state_of, k.created AS state_says_created, k.user_name AS state_says_user,
  'events' AS trail_source, e.event_time AS trail_says_created, e.response ->> '$.accessKey.userName' AS trail_says_user,
  coalesce(c.result, 'outside') AS cover,
  'another key or owner, or a record that was changed' AS may_be,
  [e.event_id] AS evidence
FROM (SELECT account_id, access_key_id, created, user_name, max(collected_at) AS state_of FROM iam_access_keys GROUP BY ALL) k
JOIN events e ON e.recipient_account = k.account_id AND (e.response ->> '$.accessKey.accessKeyId') = k.access_key_id
LEFT JOIN coverage c ON c.account_id = k.account_id AND c.region = e.aws_region AND c.hour = date_trunc('hour', e.event_time)
WHERE e.event_source = 'iam.amazonaws.com' AND e.event_name = 'CreateAccessKey' AND e.error_code IS NULL
  AND (abs(epoch(k.created) - epoch(e.event_time)) > 60 OR (e.response ->> '$.accessKey.userName') <> k.user_name)
ORDER BY e.event_time, e.event_id;
