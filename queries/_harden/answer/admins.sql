-- Users that may do everything and have no MFA, with how much they did.
WITH used AS (
  SELECT a.arn, count(*) AS events, count(*) FILTER (e.integrity IN ('valid', 'altered-container')) AS proven, max(e.event_time) AS last_time,
    arg_max(e.event_id, (e.event_time, e.event_id), 20) AS evidence
  FROM iam_admins a
  JOIN events e ON e.identity_arn = a.arn
  GROUP BY a.arn
)
SELECT
  a.account_id AS account, a.user_name AS "user", a.arn, a.via, a.boundary, m.password,
  CASE WHEN m.devices IS NOT NULL THEN 'mfa-devices' ELSE 'credential-report' END AS "mfaSource",
  CASE WHEN m.devices IS NOT NULL THEN m.devices_at ELSE m.generated_at END AS "stateOf",
  coalesce(u.events, 0) AS events, coalesce(u.proven, 0) AS proven, u.last_time AS "last", coalesce(u.evidence, []) AS evidence
FROM iam_admins a
JOIN iam_mfa_told m USING (account_id, user_name)
LEFT JOIN used u ON u.arn = a.arn
WHERE CASE WHEN m.devices IS NOT NULL THEN m.devices = 0 ELSE m.report_mfa IS false END
  AND ($accounts IS NULL OR list_contains(CAST($accounts AS VARCHAR[]), a.account_id))
ORDER BY account, "user";
