INSERT INTO rejects
SELECT unnest(from_json($rows, '[{"objectId": "UINTEGER", "position": "UBIGINT", "reason": "VARCHAR", "raw": "VARCHAR"}]'),
  max_depth := 2);
