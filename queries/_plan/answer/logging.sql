-- Recording and detection that the radius switched off.
WITH stopped AS (
  SELECT
    *,
    CASE
      WHEN event_source = 'cloudtrail.amazonaws.com' THEN request ->> '$.name'
      WHEN event_source = 'config.amazonaws.com' THEN coalesce(request ->> '$.configurationRecorderName', request ->> '$.deliveryChannelName')
      WHEN event_source = 'guardduty.amazonaws.com' THEN request ->> '$.detectorId'
      WHEN event_source = 'ec2.amazonaws.com' THEN regexp_extract(CAST(request AS VARCHAR), '"(fl-[0-9a-f]+)"', 1)
      ELSE coalesce(request ->> '$.name', request ->> '$.analyzerName', request ->> '$.graphArn') END AS name
  FROM blast_calls
  WHERE outcome = 'succeeded' AND event_time <= CAST($as_of AS TIMESTAMP)
    AND ((event_source = 'cloudtrail.amazonaws.com' AND call IN ('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'StopEventDataStoreIngestion',
        'DeleteEventDataStore'))
      OR (event_source = 'config.amazonaws.com' AND call IN ('StopConfigurationRecorder', 'DeleteConfigurationRecorder', 'DeleteDeliveryChannel'))
      OR (event_source = 'guardduty.amazonaws.com' AND (call = 'DeleteDetector' OR call = 'UpdateDetector' AND (request ->> '$.enable') = 'false'))
      OR (event_source = 'securityhub.amazonaws.com' AND call IN ('DisableSecurityHub', 'DisableSecurityHubV2'))
      OR (event_source = 'macie2.amazonaws.com' AND call = 'DisableMacie')
      OR (event_source = 'inspector2.amazonaws.com' AND call = 'Disable')
      OR (event_source = 'detective.amazonaws.com' AND call = 'DeleteGraph')
      OR (event_source = 'access-analyzer.amazonaws.com' AND call = 'DeleteAnalyzer')
      OR (event_source = 'ec2.amazonaws.com' AND call = 'DeleteFlowLogs'))
)
SELECT
  s.event_source AS source, s.call, s.name, s.recipient_account AS account, s.aws_region AS region,
  any_value(s.confidence ORDER BY s.confidence) AS confidence,
  max(s.event_time) AS "at",
  arg_min(s.event_id, (s.event_time, s.event_id), 100) AS evidence,
  bool_and(coalesce(s.integrity IN ('valid', 'altered-container'), false)) AS proven
FROM stopped s
GROUP BY s.event_source, s.call, s.name, s.recipient_account, s.aws_region
ORDER BY "at", source, s.call, s.name, account, region
LIMIT 2000;
