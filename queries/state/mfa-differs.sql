-- title: MFA by one source and not by the other
-- question: Does IAM say that a user has no MFA although the trail saw it used, or that it has although it signed in without?
-- severity: high
-- attack: T1556.006
-- Only what was before the state counts, and only where no record in between tells of a device being added or taken away. The sign-in says it with
-- MFAUsed, sessions with mfaAuthenticated; a session without it is no contradiction.
WITH told AS (
  SELECT account_id, user_name, arn, 'credential-report' AS source, generated_at AS said_at, report_mfa AS mfa FROM iam_mfa_told WHERE report_mfa IS NOT NULL
  UNION ALL
  SELECT account_id, user_name, arn, 'mfa-devices', devices_at, devices > 0 FROM iam_mfa_told WHERE devices IS NOT NULL
), seen AS (
  SELECT t.account_id, t.user_name, t.source, t.said_at, t.mfa, e.event_id, e.event_time, e.event_name, e.aws_region
  FROM told t
  JOIN calls e ON e.identity_arn = t.arn
  WHERE e.event_time < t.said_at AND e.outcome = 'succeeded' AND e.identity_type IN ('IAMUser', 'Root')
    AND CASE WHEN e.event_name = 'ConsoleLogin' THEN (e.extra ->> '$.MFAUsed') = CASE WHEN t.mfa THEN 'No' ELSE 'Yes' END ELSE e.mfa AND NOT t.mfa END
), changes AS (
  SELECT t.account_id, t.user_name, t.source, e.event_time, e.event_name
  FROM told t
  JOIN events e ON e.recipient_account = t.account_id
  WHERE e.event_source = 'iam.amazonaws.com' AND e.error_code IS NULL AND e.event_name IN ('EnableMFADevice', 'DeactivateMFADevice')
    AND (coalesce(e.request ->> '$.userName', regexp_extract(e.identity_arn, '[^/]*$')) = t.user_name OR (t.user_name = '<root_account>' AND e.identity_type = 'Root'))
)
SELECT
  s.account_id, s.user_name, s.source AS state_source, s.said_at AS state_of, CASE WHEN s.mfa THEN 'has MFA' ELSE 'has no MFA' END AS state_says,
  'events' AS trail_source, CASE WHEN s.mfa THEN 'signed in without MFA' ELSE 'MFA was used' END AS trail_says,
  count(*) AS events, min(s.event_time) AS first_time, max(s.event_time) AS last_time,
  CASE WHEN bool_and(coalesce(c.result = 'covered', false)) THEN 'covered' WHEN bool_or(c.result <> 'unknown') THEN 'partly' WHEN count(c.result) > 0 THEN 'unknown' ELSE 'outside' END AS cover,
  'a device added or taken away in between, without a record of it here' AS may_be,
  arg_min(s.event_id, (s.event_time, s.event_id), 20) AS evidence
FROM seen s
ANTI JOIN changes h ON h.account_id = s.account_id AND h.user_name = s.user_name AND h.source = s.source AND h.event_time BETWEEN s.event_time AND s.said_at
  AND h.event_name = CASE WHEN s.mfa THEN 'EnableMFADevice' ELSE 'DeactivateMFADevice' END
LEFT JOIN coverage c ON c.account_id = s.account_id AND c.region = s.aws_region AND c.hour = date_trunc('hour', s.event_time)
GROUP BY s.account_id, s.user_name, s.source, s.said_at, s.mfa
ORDER BY s.account_id, s.user_name, state_source;
