UPDATE events SET integrity = o.verdict
FROM objects o
WHERE o.object_id = events.object_id AND events.integrity IS DISTINCT FROM o.verdict;
