INSERT INTO public_keys BY NAME
SELECT unnest(from_json($rows, '[{
  "region": "VARCHAR", "fingerprint": "VARCHAR", "valid_from": "TIMESTAMP", "valid_to": "TIMESTAMP", "file": "VARCHAR",
  "der_base64": "VARCHAR", "file_sha256": "VARCHAR", "file_state": "VARCHAR", "collected_at": "TIMESTAMP",
  "collected_by": "VARCHAR", "endpoint": "VARCHAR", "pinned": "BOOLEAN", "used": "BOOLEAN"
}]'), max_depth := 2);
