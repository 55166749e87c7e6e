-- title: Inactive, and used afterwards
-- question: Was a key that IAM calls inactive used with success after that was said?
-- severity: high
-- attack: T1098.001, T1078.004
-- `activated_by` are the records that made it active again in between, if there are any. Within seconds of a deactivation a key may still act (IAM is
-- eventually consistent): `seconds_after` tells. Sessions that the key issued have ids of their own and are not meant here.
WITH told AS (
  SELECT account_id, user_name, source, slot, access_key_id, said_at
  FROM iam_keys_told
  WHERE newest AND active IS false AND access_key_id IS NOT NULL AND said_at IS NOT NULL
), used AS (
  SELECT t.*, count(*) AS events, min(e.event_time) AS first_time, max(e.event_time) AS last_time, min_by(e.aws_region, e.event_time) AS region,
    arg_min(e.event_id, (e.event_time, e.event_id), 100) AS evidence
  FROM told t
  JOIN events e USING (access_key_id)
  WHERE e.event_time > t.said_at AND e.error_code IS NULL AND NOT is_service(e.invoked_by)
  GROUP BY ALL
), activated AS (
  SELECT u.access_key_id, u.source, list_sort(list(e.event_id)) AS events
  FROM used u
  JOIN events e ON e.event_source = 'iam.amazonaws.com' AND e.event_name = 'UpdateAccessKey' AND (e.request ->> '$.accessKeyId') = u.access_key_id
  WHERE e.error_code IS NULL AND (e.request ->> '$.status') = 'Active' AND e.event_time >= u.said_at AND e.event_time <= u.last_time
  GROUP BY ALL
)
SELECT
  u.account_id, u.user_name, u.access_key_id, CAST(u.slot AS VARCHAR) AS slot, u.source AS state_source, u.said_at AS state_of, 'inactive' AS state_says,
  'events' AS trail_source, u.events AS trail_says, u.first_time, u.last_time, CAST(epoch(u.first_time) - epoch(u.said_at) AS BIGINT) AS seconds_after,
  coalesce(a.events, []) AS activated_by,
  coalesce(c.result, 'outside') AS cover,
  CASE WHEN a.events IS NOT NULL THEN 'made active again' WHEN seconds_after < 60 THEN 'IAM was not consistent yet' ELSE 'made active again, and the record of that is not here' END AS may_be,
  list_concat(u.evidence, coalesce(a.events, [])) AS evidence
FROM used u
LEFT JOIN activated a USING (access_key_id, source)
LEFT JOIN coverage c ON c.account_id = u.account_id AND c.region = u.region AND c.hour = date_trunc('hour', u.first_time)
ORDER BY u.account_id, u.user_name, u.access_key_id, state_source;
