-- Hours of the radius' time, by account and region: how many are covered, and how many events of the radius lie there. `logs`: false where
-- no log of the region is in the archive for all of that time.
WITH here AS (
  SELECT unnest(accounts) AS account, from_time, to_time FROM spread_where
), hours AS (
  SELECT c.account_id AS account, c.region, count(*) AS hours,
    count(*) FILTER (c.result = 'covered') AS covered, count(*) FILTER (c.result = 'partly') AS partly, count(*) FILTER (c.result = 'unknown') AS unknown,
    bool_or(c.logs NOT IN ('unknown', 'proven-empty')) AS logs
  FROM coverage c
  JOIN here h ON h.account = c.account_id
  WHERE c.hour >= h.from_time AND c.hour < h.to_time
  GROUP BY c.account_id, c.region
), used AS (
  SELECT recipient_account AS account, aws_region AS region, count(*) AS events FROM blast_calls GROUP BY ALL
)
SELECT h.account, h.region, h.hours, h.covered, h.partly, h.unknown, h.logs, coalesce(u.events, 0) AS events
FROM hours h
LEFT JOIN used u USING (account, region)
ORDER BY h.covered / h.hours, h.account, h.region
LIMIT 1000;
