-- The next objects whose turn has come, with the hashes that any digest records for them.
SELECT
  o.object_id AS "objectId", o.source, o.locator, o.version_id AS "versionId", o.stored_bytes AS size, o.kind,
  coalesce(list(DISTINCT l.sha256) FILTER (l.sha256 IS NOT NULL), []) AS expected
FROM (
  FROM objects
  WHERE outcome IS NULL AND (kind = 'digest') = $digests AND object_id > $after AND object_id IN (FROM run_objects)
  ORDER BY object_id
  LIMIT $most
) o
LEFT JOIN digest_logs l ON l.bucket = o.bucket AND l.key = o.key
GROUP BY ALL
ORDER BY o.object_id;
