-- title: Rotated, and no event of it
-- question: Does the credential report tell of a key that was made or changed within the time of the logs, of which they have no event?
-- severity: medium
-- attack: T1098.001
-- `last_rotated` is the creation of a key, or its last change (sources differ). Asked of slots whose key is not known; of the others `state/without-creation`
-- and `state/creation-differs` tell. Within a minute of it an event about a key of the user is looked for.
WITH logged AS (
  SELECT account AS account_id, min(first_time) AS from_time, max(last_time) AS to_time FROM actors GROUP BY account
), told AS (
  SELECT t.account_id, t.user_name, t.arn, t.slot, t.created, t.active, min(t.said_at) AS said_at, global_region(any_value(s.partition)) AS region
  FROM iam_keys_told t
  JOIN iam_snapshots s USING (account_id, collected_at)
  JOIN logged l USING (account_id)
  WHERE t.source = 'credential-report' AND t.access_key_id IS NULL AND t.created BETWEEN l.from_time AND l.to_time
  GROUP BY ALL
), changes AS (
  SELECT t.account_id, t.user_name, t.slot, t.created,
    count(*) FILTER (abs(epoch(e.event_time) - epoch(t.created)) <= 60) AS then_seen,
    arg_min(e.event_id, (abs(epoch(e.event_time) - epoch(t.created)), e.event_id), 3) AS nearest
  FROM told t
  JOIN events e ON e.recipient_account = t.account_id
  WHERE e.event_source = 'iam.amazonaws.com' AND e.error_code IS NULL AND e.event_name IN ('CreateAccessKey', 'UpdateAccessKey', 'DeleteAccessKey')
    -- Without a name in the request it is the caller's own key.
    AND (coalesce(e.request ->> '$.userName', e.response ->> '$.accessKey.userName', regexp_extract(e.identity_arn, '[^/]*$')) = t.user_name
      OR (t.user_name = '<root_account>' AND e.identity_type = 'Root'))
  GROUP BY ALL
), used AS (
  SELECT t.account_id, t.user_name, t.slot, t.created, arg_min(e.event_id, (e.event_time, e.event_id), 3) AS evidence
  FROM told t
  JOIN events e ON e.identity_arn = t.arn
  WHERE e.access_key_id LIKE 'AKIA%' AND e.event_time >= t.created
  GROUP BY ALL
)
SELECT
  t.account_id, t.user_name, 'slot unknown' AS access_key_id, t.slot, t.active, 'credential-report' AS state_source, t.said_at AS state_of, t.created AS state_says_rotated,
  'events' AS trail_source, 'no event of a key of the user then' AS trail_says,
  coalesce(c.result, 'outside') AS cover,
  may_mean(cover, 'a record that was taken away, or IAM was not recorded') AS may_be,
  list_concat(coalesce(h.nearest, []), coalesce(u.evidence, [])) AS evidence
FROM told t
LEFT JOIN changes h USING (account_id, user_name, slot, created)
LEFT JOIN used u USING (account_id, user_name, slot, created)
LEFT JOIN coverage c ON c.account_id = t.account_id AND c.region = t.region AND c.hour = date_trunc('hour', t.created)
WHERE coalesce(h.then_seen, 0) = 0
ORDER BY list_position(['covered', 'partly', 'unknown', 'outside'], cover), t.created, t.account_id, t.user_name, t.slot;
