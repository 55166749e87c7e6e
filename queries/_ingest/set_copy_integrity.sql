UPDATE event_copies SET integrity = o.verdict
FROM objects o
WHERE o.object_id = event_copies.object_id AND event_copies.integrity IS DISTINCT FROM o.verdict;
