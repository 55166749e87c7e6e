-- How many hours of each account and region are covered; the worst places first.
SELECT account_id AS account, region, count(*) AS hours,
  count(*) FILTER (result = 'covered') AS covered, count(*) FILTER (result = 'partly') AS partly, count(*) FILTER (result = 'unknown') AS unknown
FROM coverage
GROUP BY ALL
ORDER BY covered / hours, account, region
LIMIT $most;
