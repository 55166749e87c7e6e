-- When recording was switched on, whoever did it. Read only where the radius switched it off: it asks the whole case.
SELECT recipient_account AS account, aws_region AS region, event_name AS call, max(event_time) AS "at"
FROM events
WHERE event_source IN ('cloudtrail.amazonaws.com', 'config.amazonaws.com')
  AND event_name IN ('StartLogging', 'CreateTrail', 'StartConfigurationRecorder')
  AND error_code IS NULL AND event_time <= CAST($as_of AS TIMESTAMP)
GROUP BY ALL
ORDER BY account, region, call;
