-- title: Every right without MFA
-- question: Which users may do everything and have no MFA?
-- severity: high
-- attack: T1078.004, T1098.003
-- `via` are the policies that allow every action on everything, the user's own and those of its groups. Denials, boundaries (`boundary`) and policies of the
-- organization may take some of it away. The evidence are the last events of the user, at most ten.
WITH open AS (
  SELECT a.account_id, a.user_name, a.arn, a.collected_at, a.boundary, a.via, m.password,
    CASE WHEN m.devices IS NOT NULL THEN 'mfa-devices' ELSE 'credential-report' END AS mfa_source,
    CASE WHEN m.devices IS NOT NULL THEN m.devices_at ELSE m.generated_at END AS mfa_of
  FROM iam_admins a
  JOIN iam_mfa_told m USING (account_id, user_name)
  WHERE CASE WHEN m.devices IS NOT NULL THEN m.devices = 0 ELSE m.report_mfa IS false END
), used AS (
  SELECT o.arn, count(*) AS events, max(e.event_time) AS last_event, arg_max(e.event_id, (e.event_time, e.event_id), 10) AS evidence
  FROM open o
  JOIN events e ON e.identity_arn = o.arn
  GROUP BY ALL
)
SELECT
  o.account_id, o.user_name, o.via, o.boundary, o.password, 'authorization-details' AS state_source, o.collected_at AS state_of, o.mfa_source, o.mfa_of,
  (SELECT count(*) FROM iam_keys_told k WHERE k.newest AND k.active AND k.account_id = o.account_id AND k.user_name = o.user_name
    AND k.source = CASE WHEN o.account_id IN (SELECT account_id FROM iam_newest('access-keys')) THEN 'access-keys' ELSE 'credential-report' END) AS active_keys,
  coalesce(u.events, 0) AS events, u.last_event,
  list_reverse(coalesce(u.evidence, [])) AS evidence
FROM open o
LEFT JOIN used u USING (arn)
ORDER BY o.account_id, o.user_name;
