-- The same of service-specific credentials, SSH keys and certificates.
SELECT c.account_id AS account, c.kind, c.id, c.user_name AS "userName", c.status, c.collected_at AS "at"
FROM iam_credentials c
QUALIFY c.collected_at = max(c.collected_at) OVER (PARTITION BY c.account_id, c.kind)
  AND (c.account_id, c.user_name) IN (SELECT (account, name) FROM plan_wanted WHERE sort = 'user')
ORDER BY account, c.kind, c.id;
