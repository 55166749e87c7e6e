-- For the lines of validate-logs: the logs that trusted digests list, in the order in which they list them.
CREATE OR REPLACE TEMP TABLE told_logs (
  position UBIGINT, digest_id UINTEGER, bucket VARCHAR, key VARCHAR, verdict VARCHAR, detail VARCHAR, container VARCHAR
);
