-- The digests of one chain as they were read; chain null: those that belong to none.
SELECT
  o.object_id AS "objectId", o.bucket, o.key, o.located, d.body, d.remarks, o.outcome, o.problem, d.sha256, o.container, o.metadata
FROM digests d
JOIN objects o USING (object_id)
WHERE d.chain IS NOT DISTINCT FROM $chain
ORDER BY o.object_id;
