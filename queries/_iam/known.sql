-- The snapshot of an account that the case has already: the same content, or else the same moment; and how much is wrong with its files.
SELECT
  sha256, source, folder,
  len(list_filter(problems, lambda problem: NOT starts_with(problem, 'another snapshot'))) AS problems
FROM iam_snapshots
WHERE account_id = $account AND (collected_at = $collected_at::TIMESTAMP OR sha256 = $sha256)
ORDER BY sha256 IS NOT DISTINCT FROM $sha256 DESC
LIMIT 1;
