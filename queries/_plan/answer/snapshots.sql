-- Up to when IAM state is known, by account and part, and whether all of that part could be had.
SELECT
  account_id AS account, part, max(collected_at) AS "at",
  arg_max(len(list_filter(list_concat(coalesce(missing, []), coalesce(problems, [])), lambda one: starts_with(one, part))) = 0, collected_at) AS whole
FROM (SELECT *, unnest(parts) AS part FROM iam_snapshots WHERE account_id IN (SELECT account FROM plan_accounts))
GROUP BY account_id, part
ORDER BY account, part;
