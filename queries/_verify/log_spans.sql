-- From when to when each account and region has logs.
SELECT account_id AS account, region, min(delivered) AS first, max(delivered) AS last, count(*) AS logs
FROM objects
WHERE kind = 'log' AND source IS NOT NULL AND account_id IS NOT NULL AND region IS NOT NULL AND delivered IS NOT NULL
GROUP BY ALL
ORDER BY ALL;
