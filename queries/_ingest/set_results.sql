UPDATE objects SET
  outcome = r.outcome,
  problem = r.problem,
  gone = r.gone,
  kind = r.kind,
  stored_bytes = coalesce(r.stored_bytes::UBIGINT, objects.stored_bytes),
  stored_sha256 = r.stored_sha256,
  content_bytes = r.content_bytes::UBIGINT,
  content_sha256 = r.content_sha256,
  container = r.container,
  metadata = coalesce(r.metadata, objects.metadata),
  records = r.records,
  rejected = r.rejected
FROM results r
WHERE objects.object_id = r.object_id;
