-- How many of the records behind an answer are proven, and what is said of the others.
SELECT coalesce(integrity, 'unverified') AS verdict, count(*) AS events
FROM events
WHERE event_id IN (SELECT unnest(CAST($event_ids AS VARCHAR[])))
GROUP BY 1
ORDER BY 1;
