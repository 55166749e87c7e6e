INSERT INTO verdicts BY NAME
SELECT unnest(from_json($rows, '[{
  "object_id": "UINTEGER", "verdict": "VARCHAR", "detail": "VARCHAR", "digest_id": "UINTEGER", "chain_id": "UINTEGER",
  "via": "VARCHAR", "signature": "VARCHAR", "trusted": "BOOLEAN"
}]'), max_depth := 2);
