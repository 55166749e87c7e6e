-- A page of the logs that are not plainly valid, with what trusted digests record for them.
WITH page AS MATERIALIZED (
  FROM objects
  WHERE kind <> 'digest' AND source IS NOT NULL AND NOT gone AND object_id > $after
    AND object_id NOT IN (SELECT object_id FROM verdicts)
  ORDER BY object_id LIMIT $most
), listed_by AS (
  SELECT bucket, key, list({
      'digestId': digest_id, 'sha256': sha256, 'signedAt': NULL::STRUCT(bucket VARCHAR, key VARCHAR)
    } ORDER BY digest_id) AS listings
  FROM trusted_logs SEMI JOIN page USING (bucket, key)
  GROUP BY bucket, key
), listed_elsewhere AS (
  -- The content that CloudTrail signed for another place.
  SELECT sha256, [{
      'digestId': min(digest_id), 'sha256': sha256, 'signedAt': min({'bucket': bucket, 'key': key})
    }] AS listings
  FROM trusted_logs WHERE sha256 IN (SELECT content_sha256 FROM page WHERE located)
  GROUP BY sha256
)
SELECT
  o.object_id AS "objectId", o.bucket, o.key, o.located AS "locationKnown", o.kind, o.account_id AS account, o.region, o.delivered, o.content_sha256 AS sha256,
  o.container, o.outcome, o.problem, o.rejected, coalesce(l.listings, e.listings, []) AS listings
FROM page o
LEFT JOIN listed_by l ON l.bucket = o.bucket AND l.key = o.key
LEFT JOIN listed_elsewhere e ON o.located AND o.kind = 'log' AND e.sha256 = o.content_sha256
ORDER BY o.object_id;
