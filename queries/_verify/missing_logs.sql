-- A page of the logs that a trusted digest names and that nothing was found for.
SELECT t.bucket, t.key, min(t.digest_id) AS "digestId", any_value(t.sha256) AS sha256, list(DISTINCT d.source) AS sources
FROM trusted_logs t
JOIN objects d ON d.object_id = t.digest_id
WHERE (t.bucket, t.key) > ($bucket, $key)
  AND NOT EXISTS (FROM objects o WHERE o.bucket = t.bucket AND o.key = t.key AND NOT o.gone)
GROUP BY t.bucket, t.key
ORDER BY t.bucket, t.key
LIMIT $most;
