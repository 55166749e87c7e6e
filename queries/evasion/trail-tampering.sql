-- title: Logging stopped or narrowed
-- question: Who stopped, narrowed or redirected the trail, or laid hands on the bucket that it is delivered to?
-- severity: critical
-- attack: T1562.008
-- Asked of the whole case, since it bears on what the evidence can prove; `in_radius` says whether it was the intruder.
WITH log_buckets AS (
  SELECT DISTINCT bucket FROM objects WHERE kind IN ('log', 'digest') AND bucket IS NOT NULL
  UNION
  SELECT DISTINCT coalesce(request ->> '$.s3BucketName', response ->> '$.s3BucketName')
  FROM events
  WHERE event_source = 'cloudtrail.amazonaws.com' AND event_name IN ('CreateTrail', 'UpdateTrail')
)
SELECT
  e.event_time,
  coalesce(e.identity_arn, e.principal_id) AS who,
  e.access_key_id,
  b.event_id IS NOT NULL AS in_radius,
  e.event_source,
  e.event_name,
  CASE WHEN e.error_code IS NULL THEN 'succeeded'
    WHEN regexp_matches(e.error_code, 'AccessDenied|Unauthorized|NotAuthorized|Forbidden') THEN 'denied' ELSE 'failed' END AS outcome,
  -- A trail is named by its name or by its ARN.
  coalesce(e.request ->> '$.name', e.request ->> '$.trailName', e.request ->> '$.eventDataStore', e.request ->> '$.bucketName',
    e.request ->> '$.logGroupName', CAST(e.request -> '$.DeleteFlowLogsRequest' AS VARCHAR)) AS target,
  CAST(e.request AS VARCHAR) AS request,
  e.integrity,
  [e.event_id] AS evidence
FROM events e
LEFT JOIN blast_events b USING (event_id)
WHERE ($since IS NULL OR e.event_time >= CAST($since AS TIMESTAMP))
  AND ($until IS NULL OR e.event_time <= CAST($until AS TIMESTAMP))
  AND ((e.event_source = 'cloudtrail.amazonaws.com' AND e.event_name IN ('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors',
      'PutInsightSelectors', 'DeleteEventDataStore', 'UpdateEventDataStore', 'StopEventDataStoreIngestion', 'DeleteChannel',
      'DeregisterOrganizationDelegatedAdmin'))
    OR (e.event_source = 'ec2.amazonaws.com' AND e.event_name = 'DeleteFlowLogs')
    OR (e.event_source = 'logs.amazonaws.com' AND e.event_name IN ('DeleteLogGroup', 'DeleteLogStream', 'PutRetentionPolicy'))
    OR (e.event_source = 'route53resolver.amazonaws.com' AND e.event_name = 'DeleteResolverQueryLogConfig')
    OR (e.event_source = 'bedrock.amazonaws.com' AND e.event_name = 'DeleteModelInvocationLoggingConfiguration')
    -- Both spellings of the lifecycle call: the log's and the API's.
    OR (e.event_source = 's3.amazonaws.com' AND e.event_name IN ('PutBucketLifecycle', 'PutBucketLifecycleConfiguration', 'DeleteObject',
        'DeleteObjects', 'DeleteBucket', 'PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketAcl', 'PutBucketVersioning',
        'PutBucketReplication', 'PutBucketEncryption')
      AND (e.request ->> '$.bucketName') IN (SELECT bucket FROM log_buckets WHERE bucket IS NOT NULL)))
ORDER BY e.event_time, e.event_id;
