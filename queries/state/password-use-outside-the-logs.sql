-- title: Sign-in that no log has
-- question: Does IAM tell of a use of a password at which the trail has no sign-in?
-- severity: medium
-- attack: T1078.004, T1562.008
-- IAM tells the first use within a span of 5 minutes, and none since for a report that is older. Sign-ins are recorded in the region of the sign-in page,
-- so `cover` is of all regions that are here: `covered` only where all of them are. The evidence are the sign-ins around it.
WITH told AS (
  SELECT account_id, user_name, arn, password_last_used_at AS used, min(generated_at) AS generated_at
  FROM iam_report
  WHERE password_last_used_at IS NOT NULL
  GROUP BY ALL
), logins AS (
  SELECT t.account_id, t.user_name, t.used,
    count(*) FILTER (abs(epoch(e.event_time) - epoch(t.used)) <= 300) AS then_seen,
    max(e.event_time) FILTER (e.event_time < t.used) AS before,
    min(e.event_time) FILTER (e.event_time > t.used) AS after,
    list_concat(
      coalesce(arg_max(e.event_id, (e.event_time, e.event_id), 1) FILTER (e.event_time < t.used), []),
      coalesce(arg_min(e.event_id, (e.event_time, e.event_id), 1) FILTER (e.event_time >= t.used), [])) AS evidence
  FROM told t
  JOIN calls e ON e.recipient_account = t.account_id AND (e.identity_arn = t.arn OR (t.user_name = '<root_account>' AND e.identity_type = 'Root'))
  WHERE e.event_name = 'ConsoleLogin' AND e.outcome = 'succeeded'
  GROUP BY ALL
), cover AS (
  SELECT t.account_id, t.user_name, t.used,
    CASE WHEN bool_and(c.result = 'covered') THEN 'covered' WHEN bool_or(c.result <> 'unknown') THEN 'partly' ELSE 'unknown' END AS result
  FROM told t
  JOIN coverage c ON c.account_id = t.account_id AND c.hour = date_trunc('hour', t.used)
  GROUP BY ALL
)
SELECT
  t.account_id, t.user_name, 'credential-report' AS state_source, t.generated_at AS state_of, t.used AS state_says,
  'events' AS trail_source, CASE WHEN l.before IS NULL AND l.after IS NULL THEN 'no sign-in at all' ELSE 'no sign-in then' END AS trail_says,
  l.before AS signed_in_before, l.after AS signed_in_after,
  coalesce(c.result, 'outside') AS cover,
  may_mean(cover, 'a sign-in recorded in a region that is not here, or a record that was taken away') AS may_be,
  coalesce(l.evidence, []) AS evidence
FROM told t
LEFT JOIN logins l USING (account_id, user_name, used)
LEFT JOIN cover c USING (account_id, user_name, used)
WHERE coalesce(l.then_seen, 0) = 0
ORDER BY list_position(['covered', 'partly', 'unknown', 'outside'], cover), t.used DESC, t.account_id, t.user_name;
