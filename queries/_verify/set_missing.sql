-- What a digest names, the listing has and was not there when it was read: the row that it has already says so.
UPDATE objects SET verdict = m.verdict, detail = m.detail, digest_id = m.digest_id, via = m.via
FROM (SELECT unnest(from_json($rows, '[{
  "bucket": "VARCHAR", "key": "VARCHAR", "verdict": "VARCHAR", "detail": "VARCHAR", "digest_id": "UINTEGER", "via": "VARCHAR"
}]'), max_depth := 2)) m
WHERE objects.gone AND objects.bucket = m.bucket AND objects.key = m.key;
