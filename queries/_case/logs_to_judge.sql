-- A page of logs with what trusted digests record for them.
SELECT
  o.object_id AS "objectId", o.bucket, o.key, o.kind, o.account_id AS account, o.region, o.delivered, o.content_sha256 AS sha256,
  o.container, o.outcome, o.problem,
  coalesce(list({'digestId': t.digest_id, 'sha256': t.sha256} ORDER BY t.digest_id) FILTER (t.digest_id IS NOT NULL), []) AS listings
FROM (
  FROM objects WHERE kind <> 'digest' AND source IS NOT NULL AND NOT gone AND object_id > $after ORDER BY object_id LIMIT $most
) o
LEFT JOIN trusted_logs t ON t.bucket = o.bucket AND t.key = o.key
GROUP BY ALL
ORDER BY o.object_id;
