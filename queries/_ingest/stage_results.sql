-- What came of the objects of one batch.
CREATE OR REPLACE TEMP TABLE results (
  object_id UINTEGER, outcome VARCHAR, problem VARCHAR, gone BOOLEAN, kind VARCHAR, stored_bytes DOUBLE, stored_sha256 VARCHAR,
  content_bytes DOUBLE, content_sha256 VARCHAR, container VARCHAR, metadata VARCHAR, records UINTEGER, rejected UINTEGER
);
