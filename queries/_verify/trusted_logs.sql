CREATE OR REPLACE TEMP TABLE trusted_logs AS
SELECT l.bucket, l.key, l.sha256, l.digest_id
FROM digest_logs l JOIN digests d ON d.object_id = l.digest_id
WHERE d.trusted;
