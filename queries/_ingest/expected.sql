-- The hashes that digests record for a log, trusted or not: they only decide which gzip members of it are loaded. CloudTrail records one;
-- of what an unsigned digest may make up, a hundred are more than enough to carry to every object of that name.
CREATE OR REPLACE TEMP TABLE expected AS
SELECT bucket, key, CASE WHEN min(sha256) = max(sha256) THEN [min(sha256)] ELSE list(DISTINCT sha256)[:100] END AS hashes
FROM digest_logs GROUP BY bucket, key;
