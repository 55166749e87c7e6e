-- Digests as they were read, for as long as it takes to add them.
CREATE OR REPLACE TEMP TABLE read_digests (
  object_id UINTEGER, bucket VARCHAR, key VARCHAR, start_time VARCHAR, end_time VARCHAR, sha256 VARCHAR, fingerprint VARCHAR,
  previous_bucket VARCHAR, previous_key VARCHAR, previous_sha256 VARCHAR, previous_signature VARCHAR,
  oldest_event VARCHAR, newest_event VARCHAR, logs UINTEGER, chain VARCHAR, body VARCHAR, remarks VARCHAR
);
