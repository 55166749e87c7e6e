-- The digests of one chain as they were read; chain null: those that belong to none. What is gone is not among them.
SELECT
  o.object_id AS "objectId", o.bucket, o.key, o.located, d.body, d.remarks, o.outcome, o.problem, d.sha256, o.container, o.metadata
FROM digests d
JOIN objects o USING (object_id)
WHERE d.chain IS NOT DISTINCT FROM $chain AND NOT o.gone
ORDER BY o.object_id;
