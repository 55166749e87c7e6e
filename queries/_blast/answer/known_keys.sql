-- Keys of the case, the busiest first: what to offer where the seed is not one of them.
SELECT access_key_id AS key, sum(events) AS events
FROM spread_actors
WHERE access_key_id IS NOT NULL
GROUP BY access_key_id
ORDER BY events DESC, key
LIMIT 3;
