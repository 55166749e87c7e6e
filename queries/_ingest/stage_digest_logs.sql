CREATE OR REPLACE TEMP TABLE named_logs (
  digest_id UINTEGER, bucket VARCHAR, key VARCHAR, sha256 VARCHAR, oldest_event VARCHAR, newest_event VARCHAR
);
