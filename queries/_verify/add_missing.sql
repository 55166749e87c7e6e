-- Each once, however many digests name it, and never beside an object that is there: that one has a verdict of its own. A signed digest
-- may name anything as its predecessor, that of another chain too.
INSERT INTO objects BY NAME
SELECT (SELECT coalesce(max(object_id), 0) FROM objects) + row_number() OVER (ORDER BY bucket, key) AS object_id, *
FROM (SELECT DISTINCT ON (bucket, key) * FROM (SELECT unnest(from_json($rows, '[{
  "bucket": "VARCHAR", "key": "VARCHAR", "kind": "VARCHAR", "account_id": "VARCHAR", "region": "VARCHAR",
  "delivered": "TIMESTAMP", "verdict": "VARCHAR", "detail": "VARCHAR", "digest_id": "UINTEGER", "via": "VARCHAR"
}]'), max_depth := 2)) ORDER BY bucket, key, detail) m
WHERE NOT EXISTS (FROM objects o WHERE o.bucket = m.bucket AND o.key = m.key);
