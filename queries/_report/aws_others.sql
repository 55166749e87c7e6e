-- A page of what is not valid and stands in no trail: logs that no trusted digest lists, digests that belong to no chain.
SELECT o.object_id AS "objectId", o.kind, o.bucket, o.key, o.verdict, o.detail, o.container
FROM objects o
WHERE o.verdict NOT IN ('valid', 'foreign') AND o.latest IS NOT false AND o.object_id > $after
  AND ($since IS NULL OR o.delivered IS NULL OR o.delivered >= $since::TIMESTAMP)
  AND ($until IS NULL OR o.delivered IS NULL OR o.delivered <= $until::TIMESTAMP)
  AND CASE o.kind
    WHEN 'digest' THEN o.verdict <> 'missing' AND NOT EXISTS (FROM digests d WHERE d.object_id = o.object_id AND d.chain_id IS NOT NULL)
    ELSE NOT EXISTS (FROM told_logs t WHERE t.bucket = o.bucket AND t.key = o.key AND t.verdict <> 'valid')
  END
ORDER BY o.object_id LIMIT $most;
