-- What this run lists, before it is known which of it the case already has. object_id: where it is being read already.
CREATE OR REPLACE TEMP TABLE listed (
  object_id UINTEGER,
  source VARCHAR, locator VARCHAR, bucket VARCHAR, key VARCHAR, version_id VARCHAR, kind VARCHAR, account_id VARCHAR,
  region VARCHAR, delivered VARCHAR, stored_bytes DOUBLE, last_modified VARCHAR, storage_class VARCHAR, metadata VARCHAR,
  located BOOLEAN, latest BOOLEAN, manifest_sha256 VARCHAR
);
