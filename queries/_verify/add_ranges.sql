INSERT INTO ranges
SELECT unnest(from_json($rows, '[{
  "finding": "VARCHAR", "account": "VARCHAR", "region": "VARCHAR", "trail": "VARCHAR", "kind": "VARCHAR",
  "from": "TIMESTAMP", "to": "TIMESTAMP", "digests": "UINTEGER", "detail": "VARCHAR", "explained": "VARCHAR",
  "evidence": ["VARCHAR"]
}]'), max_depth := 2);
