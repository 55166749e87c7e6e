-- The few records that a verification loads.
CREATE OR REPLACE TEMP TABLE found_records (raw VARCHAR, object_id UINTEGER, record_index UINTEGER);
