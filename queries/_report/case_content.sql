-- A hash of what the case holds, which is the same however often and wherever it was ingested: of every object its place, the hash of its content,
-- its verdict and how many records it gave. First by account, region and day, so that no list grows with the trail; then of those.
WITH lines AS (
  SELECT
    account_id, region, date_trunc('day', delivered) AS day,
    concat_ws(' ', coalesce(bucket, '-'), key, coalesce(version_id, '-'), coalesce(content_sha256, '-'), verdict, coalesce(records, 0)) AS line
  FROM objects
), days AS (
  SELECT account_id, region, day, sha256(string_agg(line, chr(10) ORDER BY line)) AS hash
  FROM lines
  GROUP BY account_id, region, day
)
SELECT sha256(coalesce(string_agg(concat_ws(' ', account_id, region, day, hash), chr(10) ORDER BY hash, account_id, region, day), '')) AS hash
FROM days;
