-- The last word on every long-term key up to the time of the report, whoever spoke it.
CREATE OR REPLACE TEMP TABLE spread_key_status AS
SELECT
  key_id,
  CASE WHEN call = 'DeleteAccessKey' THEN 'deleted' WHEN status = 'Active' THEN 'active' ELSE 'inactive' END AS status,
  event_id,
  event_time,
  proven,
  forged
FROM spread_endings
WHERE call IN ('DeleteAccessKey', 'UpdateAccessKey') AND key_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY key_id ORDER BY forged, event_time DESC, call = 'DeleteAccessKey' DESC, event_id DESC) = 1;
