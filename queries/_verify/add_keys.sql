INSERT INTO public_keys
SELECT unnest(from_json($rows, '[{
  "region": "VARCHAR", "fingerprint": "VARCHAR", "valid_from": "TIMESTAMP", "valid_to": "TIMESTAMP", "file": "VARCHAR",
  "der_base64": "VARCHAR"
}]'), max_depth := 2);
