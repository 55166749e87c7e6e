-- Trust policies of the roles that the radius changed, as every snapshot has them.
SELECT account_id AS account, role_name AS role, collected_at AS "at", policy_text(CAST(trust AS VARCHAR)) AS document
FROM iam_roles
WHERE (account_id, role_name) IN (SELECT (account, subject) FROM spread_doors WHERE kind = 'trust')
ORDER BY account, role, "at";
