-- The objects that the events of the page were loaded from, and the digest (its number) that vouches for each.
SELECT
  o.object_id AS id, o.bucket, o.key, o.version_id AS "versionId", o.verdict, o.detail, o.content_sha256 AS sha256, d.object_id AS digest
FROM objects o
LEFT JOIN digests d ON d.object_id = o.digest_id
WHERE o.object_id IN (SELECT e.object_id FROM page_events p JOIN events e ON e.rowid = p.event_row)
ORDER BY o.object_id;
