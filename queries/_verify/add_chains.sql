INSERT INTO chains
SELECT unnest(from_json($rows, '[{
  "chain_id": "UINTEGER", "partition": "VARCHAR", "account_id": "VARCHAR", "trail": "VARCHAR", "home_region": "VARCHAR",
  "region": "VARCHAR", "kind": "VARCHAR", "digests": "UINTEGER", "from_time": "TIMESTAMP", "to_time": "TIMESTAMP",
  "head": "VARCHAR", "explained": "VARCHAR", "evidence": ["VARCHAR"]
}]'), max_depth := 2);
