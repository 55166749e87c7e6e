UPDATE objects SET
  outcome = r.outcome,
  problem = r.problem,
  gone = r.gone,
  kind = r.kind,
  stored_bytes = coalesce(r."storedBytes", objects.stored_bytes),
  stored_sha256 = r."storedSha256",
  content_bytes = r."contentBytes",
  content_sha256 = r."contentSha256",
  container = r.container,
  metadata = coalesce(r.metadata, objects.metadata),
  records = r.records,
  rejected = r.rejected
FROM (
  SELECT unnest(from_json($rows, '[{
    "objectId": "UINTEGER", "outcome": "VARCHAR", "problem": "VARCHAR", "gone": "BOOLEAN", "kind": "VARCHAR", "storedBytes": "UBIGINT",
    "storedSha256": "VARCHAR", "contentBytes": "UBIGINT", "contentSha256": "VARCHAR", "container": "VARCHAR",
    "metadata": "VARCHAR", "records": "UINTEGER", "rejected": "UINTEGER"
  }]'), max_depth := 2)
) r
WHERE objects.object_id = r."objectId";
