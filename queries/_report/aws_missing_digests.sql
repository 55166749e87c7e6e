-- Digests that a trusted one names and that are not there, newest first.
SELECT bucket, key, delivered AS "at", detail
FROM objects
WHERE kind = 'digest' AND verdict = 'missing'
  AND ($since IS NULL OR delivered >= $since::TIMESTAMP) AND ($until IS NULL OR delivered <= $until::TIMESTAMP)
ORDER BY delivered DESC, key DESC;
