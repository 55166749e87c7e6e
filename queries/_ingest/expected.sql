-- The hashes that digests record for a log, trusted or not: they only decide which gzip members of it are loaded.
CREATE OR REPLACE TEMP TABLE expected AS
SELECT bucket, key, CASE WHEN min(sha256) = max(sha256) THEN [min(sha256)] ELSE list(DISTINCT sha256) END AS hashes
FROM digest_logs GROUP BY bucket, key;
