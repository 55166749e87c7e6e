-- title: Passwords without MFA
-- question: Which users can sign in to the console without MFA?
-- severity: medium
-- attack: T1078.004
-- By the MFA devices where they were collected, else by the credential report. Root is here where the report says that it has none. The evidence are the
-- sign-ins of the user that said MFAUsed No, at most the last ten.
WITH open AS (
  SELECT *, CASE WHEN devices IS NOT NULL THEN 'mfa-devices' ELSE 'credential-report' END AS source, CASE WHEN devices IS NOT NULL THEN devices_at ELSE generated_at END AS said_at
  FROM iam_mfa_told
  WHERE password AND CASE WHEN devices IS NOT NULL THEN devices = 0 ELSE report_mfa IS false END
), logins AS (
  SELECT o.account_id, o.user_name, count(*) AS sign_ins, max(e.event_time) AS last_sign_in, arg_max(e.event_id, (e.event_time, e.event_id), 10) AS evidence
  FROM open o
  JOIN calls e ON e.recipient_account = o.account_id
    AND (e.identity_arn = o.arn OR (o.user_name = '<root_account>' AND e.identity_type = 'Root')
      OR (o.arn IS NULL AND e.identity_type = 'IAMUser' AND regexp_extract(e.identity_arn, '[^/]*$') = o.user_name))
  WHERE e.event_name = 'ConsoleLogin' AND e.outcome = 'succeeded' AND (e.extra ->> '$.MFAUsed') IS DISTINCT FROM 'Yes'
  GROUP BY ALL
)
SELECT
  o.account_id, o.user_name, o.source AS state_source, o.said_at AS state_of, o.password_last_used,
  a.user_name IS NOT NULL AS admin,
  coalesce(l.sign_ins, 0) AS sign_ins_without_mfa, l.last_sign_in,
  list_reverse(coalesce(l.evidence, [])) AS evidence
FROM open o
LEFT JOIN logins l USING (account_id, user_name)
LEFT JOIN iam_admins a USING (account_id, user_name)
ORDER BY admin DESC, sign_ins_without_mfa DESC, o.account_id, o.user_name;
