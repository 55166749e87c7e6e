-- Identity providers that the radius changed, as every snapshot has them.
SELECT account_id AS account, arn, collected_at AS "at", client_ids AS clients, thumbprints, document
FROM iam_providers
WHERE arn IN (FROM plan_providers)
ORDER BY account, arn, "at";
