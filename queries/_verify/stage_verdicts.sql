CREATE OR REPLACE TEMP TABLE verdicts (
  object_id UINTEGER, verdict VARCHAR, detail VARCHAR, digest_id UINTEGER, chain_id UINTEGER, via VARCHAR, signature VARCHAR,
  trusted BOOLEAN
);
