-- Keys whose issuing event is in the data and says so without doubt.
CREATE OR REPLACE TABLE spread_issued AS
SELECT DISTINCT key_id FROM spread_issues WHERE key_id IS NOT NULL AND key_weakness = 0;
