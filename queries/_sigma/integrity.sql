-- How many of all the records that any rule matched are proven, each record once.
SELECT coalesce(integrity, 'unverified') AS verdict, count(DISTINCT event_row) AS events
FROM sigma_matches
GROUP BY 1
ORDER BY 1
