INSERT INTO scopes
SELECT unnest(from_json($rows, '[{
  "source": "VARCHAR", "since": "TIMESTAMP", "until": "TIMESTAMP", "accounts": ["VARCHAR"], "regions": ["VARCHAR"]
}]'), max_depth := 2)
EXCEPT FROM scopes;
