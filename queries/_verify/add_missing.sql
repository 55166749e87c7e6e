INSERT INTO objects BY NAME
SELECT (SELECT coalesce(max(object_id), 0) FROM objects) + row_number() OVER (ORDER BY bucket, key) AS object_id, *
FROM (SELECT unnest(from_json($rows, '[{
  "bucket": "VARCHAR", "key": "VARCHAR", "kind": "VARCHAR", "account_id": "VARCHAR", "region": "VARCHAR",
  "delivered": "TIMESTAMP", "verdict": "VARCHAR", "detail": "VARCHAR", "digest_id": "UINTEGER", "via": "VARCHAR"
}]'), max_depth := 2)) m
WHERE NOT EXISTS (FROM objects o WHERE o.gone AND o.bucket = m.bucket AND o.key = m.key);
