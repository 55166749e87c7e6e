SELECT count(*) AS objects, coalesce(sum(stored_bytes), 0) AS bytes
FROM objects WHERE outcome IS NULL AND object_id IN (FROM run_objects);
