UPDATE objects SET verdict = v.verdict, detail = v.detail, digest_id = v.digest_id
FROM verdicts v
WHERE objects.object_id = v.object_id
  AND (objects.verdict IS DISTINCT FROM v.verdict OR objects.detail IS DISTINCT FROM v.detail
    OR objects.digest_id IS DISTINCT FROM v.digest_id);
