-- The next objects whose turn has come, with the hashes that any digest records for them.
SELECT
  o.object_id AS "objectId", o.source, o.locator, o.version_id AS "versionId", o.stored_bytes AS size, o.kind,
  coalesce(e.hashes, []) AS expected
FROM (
  FROM objects
  WHERE outcome IS NULL AND (kind = 'digest') = $digests AND object_id > $after AND object_id IN (FROM run_objects)
  ORDER BY object_id
  LIMIT $most
) o
LEFT JOIN expected e ON e.bucket = o.bucket AND e.key = o.key
ORDER BY o.object_id;
