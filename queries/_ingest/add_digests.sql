INSERT INTO digests BY NAME
SELECT unnest(from_json($rows, '[{
  "object_id": "UINTEGER", "bucket": "VARCHAR", "key": "VARCHAR", "start_time": "TIMESTAMP", "end_time": "TIMESTAMP",
  "sha256": "VARCHAR", "fingerprint": "VARCHAR", "previous_bucket": "VARCHAR", "previous_key": "VARCHAR",
  "previous_sha256": "VARCHAR", "previous_signature": "VARCHAR", "oldest_event": "TIMESTAMP", "newest_event": "TIMESTAMP",
  "logs": "UINTEGER", "chain": "VARCHAR", "body": "VARCHAR",
  "remarks": ["VARCHAR"]
}]'), max_depth := 2);
