-- Console passwords that nobody used within the days before the report: not by its word, and not by the trail's sign-ins.
WITH told AS (
  SELECT * FROM iam_report SEMI JOIN iam_newest('credential-report') USING (account_id, collected_at)
), logins AS (
  SELECT t.account_id, t.user_name, max(e.event_time) AS last_time, count(*) AS events, count(*) FILTER (e.integrity IN ('valid', 'altered-container')) AS proven,
    arg_max(e.event_id, (e.event_time, e.event_id), 20) AS evidence
  FROM told t
  JOIN calls e ON e.identity_arn = t.arn
  LEFT JOIN harden_excluded x ON x.event_id = e.event_id
  WHERE e.event_name = 'ConsoleLogin' AND e.outcome = 'succeeded' AND x.event_id IS NULL
  GROUP BY ALL
)
SELECT t.account_id AS account, t.user_name AS "user", t.arn, t.generated_at AS "stateOf", t.password_last_used AS "toldUse", l.last_time AS "last",
  coalesce(l.events, 0) AS events, coalesce(l.proven, 0) AS proven, coalesce(l.evidence, []) AS evidence
FROM told t
LEFT JOIN logins l USING (account_id, user_name)
WHERE t.password_enabled = 'true'
  AND coalesce(t.password_last_changed_at, t.user_created) < t.generated_at - to_days(CAST($days AS INTEGER))
  AND (t.password_last_used_at < t.generated_at - to_days(CAST($days AS INTEGER)) OR t.password_last_used IN ('N/A', 'no_information'))
  AND coalesce(l.last_time < t.generated_at - to_days(CAST($days AS INTEGER)), true)
  AND ($accounts IS NULL OR list_contains(CAST($accounts AS VARCHAR[]), t.account_id))
ORDER BY account, "user";
