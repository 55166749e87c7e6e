-- A page of the logs that are not plainly valid, with what trusted digests record for them.
WITH page AS MATERIALIZED (
  FROM objects
  WHERE kind <> 'digest' AND source IS NOT NULL AND NOT gone AND object_id > $after
    AND object_id NOT IN (SELECT object_id FROM verdicts)
  ORDER BY object_id LIMIT $most
), listed_by AS (
  SELECT bucket, key, list({'digestId': digest_id, 'sha256': sha256} ORDER BY digest_id) AS listings
  FROM trusted_logs SEMI JOIN page USING (bucket, key)
  GROUP BY bucket, key
)
SELECT
  o.object_id AS "objectId", o.bucket, o.key, o.located AS "locationKnown", o.kind, o.account_id AS account, o.region, o.delivered, o.content_sha256 AS sha256,
  o.container, o.outcome, o.problem, o.rejected, coalesce(l.listings, []) AS listings
FROM page o
LEFT JOIN listed_by l ON l.bucket = o.bucket AND l.key = o.key
ORDER BY o.object_id;
