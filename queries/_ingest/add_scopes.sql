INSERT INTO scopes
SELECT unnest(from_json($rows, '[{
  "source": "VARCHAR", "since": "TIMESTAMP", "until": "TIMESTAMP", "accounts": ["VARCHAR"], "regions": ["VARCHAR"],
  "asked_since": "TIMESTAMP", "asked_until": "TIMESTAMP"
}]'), max_depth := 2)
EXCEPT FROM scopes;
