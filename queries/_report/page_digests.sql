-- The digests that vouch for those objects.
SELECT
  d.object_id AS id, d.bucket, d.key, d.start_time AS "from", d.end_time AS "to", d.verdict, d.fingerprint, d.via
FROM digests d
WHERE d.object_id IN (
  SELECT o.digest_id
  FROM page_events p
  JOIN events e ON e.rowid = p.event_row
  JOIN objects o ON o.object_id = e.object_id)
ORDER BY d.object_id;
