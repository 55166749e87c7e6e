UPDATE objects SET verdict = v.verdict, detail = v.detail, digest_id = v.digest_id, via = v.via
FROM verdicts v
WHERE objects.object_id = v.object_id
  AND (objects.verdict IS DISTINCT FROM v.verdict OR objects.detail IS DISTINCT FROM v.detail
    OR objects.digest_id IS DISTINCT FROM v.digest_id OR objects.via IS DISTINCT FROM v.via);
