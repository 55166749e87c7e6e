-- The snapshot that a better copy of it takes the place of.
CREATE OR REPLACE TEMP TABLE iam_forgotten AS SELECT $account AS account_id, $collected_at::TIMESTAMP AS collected_at;
