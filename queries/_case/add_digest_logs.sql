INSERT INTO digest_logs
SELECT unnest(from_json($rows, '[{
  "digest_id": "UINTEGER", "bucket": "VARCHAR", "key": "VARCHAR", "sha256": "VARCHAR", "oldest_event": "TIMESTAMP",
  "newest_event": "TIMESTAMP"
}]'), max_depth := 2);
