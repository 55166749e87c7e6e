-- What this run lists, before it is known which of it the case already has.
CREATE OR REPLACE TEMP TABLE listed (
  source VARCHAR, locator VARCHAR, bucket VARCHAR, key VARCHAR, version_id VARCHAR, kind VARCHAR, account_id VARCHAR,
  region VARCHAR, delivered TIMESTAMP, stored_bytes UBIGINT, last_modified TIMESTAMP, storage_class VARCHAR, metadata VARCHAR, located BOOLEAN
);
