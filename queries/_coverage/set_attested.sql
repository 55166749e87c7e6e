UPDATE attested SET state = a.state, why = a.why
FROM (SELECT unnest(from_json($rows, '[{"bucket": "VARCHAR", "key": "VARCHAR", "state": "VARCHAR", "why": "VARCHAR"}]'), max_depth := 2)) a
WHERE attested.bucket = a.bucket AND attested.key = a.key;
