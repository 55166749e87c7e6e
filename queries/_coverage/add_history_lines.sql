INSERT INTO history_lines
SELECT unnest(from_json($rows, '[{"account": "VARCHAR", "region": "VARCHAR", "raw": "VARCHAR"}]'), max_depth := 2);
