-- The last word on every long-term key up to the time of the report, whoever spoke it.
CREATE OR REPLACE TEMP TABLE spread_key_status AS
SELECT
  request ->> '$.accessKeyId' AS key_id,
  arg_max(event_name = 'UpdateAccessKey' AND (request ->> '$.status') = 'Active', (event_time, event_name = 'DeleteAccessKey', event_id)) AS active
FROM events
WHERE event_name IN ('DeleteAccessKey', 'UpdateAccessKey')
  AND event_source = 'iam.amazonaws.com'
  AND error_code IS NULL
  AND (request ->> '$.accessKeyId') IS NOT NULL
  AND event_time <= CAST($as_of AS TIMESTAMP)
GROUP BY 1;
