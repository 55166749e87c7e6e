-- Two archives say different things of one account and moment: that stays with the snapshot, however often it is seen.
UPDATE iam_snapshots
SET problems = list_distinct(list_append(problems, 'another snapshot of this moment has other content: ' || $where)), complete = false
WHERE account_id = $account AND collected_at = $collected_at::TIMESTAMP;
