-- Keys of the radius, and of users that the plan may name, as the newest snapshot has them.
SELECT k.account_id AS account, k.access_key_id AS id, k.user_name AS "userName", k.status, k.created, k.last_used AS "lastUsed", k.collected_at AS "at"
FROM iam_access_keys k
SEMI JOIN iam_newest('access-keys') USING (account_id, collected_at)
WHERE k.access_key_id IN (SELECT id FROM plan_credentials) OR (k.account_id, k.user_name) IN (SELECT (account, name) FROM plan_wanted WHERE sort = 'user')
ORDER BY account, id;
