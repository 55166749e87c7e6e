-- What is not valid, or with $all everything, inside the window and the objects asked about.
SELECT o.bucket, o.key, o.version_id AS "versionId", o.kind, o.verdict, o.detail, v.key AS digest, o.via
FROM objects o
LEFT JOIN objects v ON v.object_id = o.digest_id
WHERE ($all OR o.verdict <> 'valid')
  AND (o.delivered IS NULL OR (($since IS NULL OR o.delivered >= $since::TIMESTAMP) AND ($until IS NULL OR o.delivered <= $until::TIMESTAMP)))
ORDER BY o.bucket, o.key, o.version_id, o.object_id
LIMIT $most;
