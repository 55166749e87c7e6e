-- The objects of this run: its accounting and its exit code speak of these.
CREATE OR REPLACE TEMP TABLE run_objects AS
SELECT DISTINCT o.object_id
FROM objects o
JOIN listed l ON o.source = l.source AND o.locator = l.locator AND o.version_id IS NOT DISTINCT FROM l.version_id
  AND o.stored_bytes = l.stored_bytes AND o.last_modified IS NOT DISTINCT FROM l.last_modified::TIMESTAMP;
