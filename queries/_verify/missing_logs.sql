-- A page of the logs that a trusted digest names and that nothing was found for.
SELECT bucket, key, min(digest_id) AS "digestId", any_value(sha256) AS sha256
FROM trusted_logs t
WHERE (bucket, key) > ($bucket, $key)
  AND NOT EXISTS (FROM objects o WHERE o.bucket = t.bucket AND o.key = t.key AND NOT o.gone)
GROUP BY bucket, key
ORDER BY bucket, key
LIMIT $most;
