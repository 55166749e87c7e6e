SELECT DISTINCT o.source FROM digests d JOIN objects o USING (object_id) WHERE d.chain = $chain ORDER BY o.source;
