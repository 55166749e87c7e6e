-- title: Logging stopped or narrowed
-- question: Who stopped, narrowed or redirected a log, or laid hands on the bucket, the key or the objects of a trail?
-- severity: critical
-- attack: T1562.008, T1685.002, T1070, T1485.001
-- Asked of the whole case, since it bears on what the evidence can prove; `in_radius` says whether it was the intruder. Attempts are in
-- here too. A lifecycle that expires the logs leaves no record when it does so.
WITH named AS MATERIALIZED (
  -- Only two narrow columns of the whole case are read; parameters only of what this leaves. Both spellings of the calls of S3.
  SELECT rowid AS row_number
  FROM events
  WHERE event_source IN ('cloudtrail.amazonaws.com', 'organizations.amazonaws.com', 'ec2.amazonaws.com', 'logs.amazonaws.com',
      'route53resolver.amazonaws.com', 'route53.amazonaws.com', 'bedrock.amazonaws.com', 'wafv2.amazonaws.com', 'eks.amazonaws.com',
      'rds.amazonaws.com', 's3.amazonaws.com', 'kms.amazonaws.com')
    AND event_name IN ('CreateTrail', 'StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'PutInsightSelectors',
      'PutEventConfiguration',
      'DeleteEventDataStore', 'UpdateEventDataStore', 'StopEventDataStoreIngestion', 'DeleteChannel',
      'DeregisterOrganizationDelegatedAdmin',
      'LeaveOrganization', 'RemoveAccountFromOrganization', 'DisableAWSServiceAccess', 'DeleteFlowLogs', 'DeleteLogGroup',
      'DeleteLogStream',
      'PutRetentionPolicy', 'DeleteSubscriptionFilter', 'DeleteDestination', 'DeleteDelivery', 'DeleteDeliverySource',
      'DeleteResolverQueryLogConfig', 'DisassociateResolverQueryLogConfig', 'DeleteQueryLoggingConfig',
      'DeleteModelInvocationLoggingConfiguration',
      'DeleteLoggingConfiguration', 'UpdateClusterConfig', 'ModifyActivityStream', 'StopActivityStream', 'PutBucketLifecycle',
      'PutBucketLifecycleConfiguration', 'DeleteObject',
      'DeleteObjects', 'DeleteBucket', 'PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketAcl', 'PutBucketVersioning', 'PutBucketLogging',
      'PutBucketReplication', 'PutBucketEncryption', 'PutObjectLockConfiguration', 'PutBucketObjectLockConfiguration', 'DisableKey',
      'ScheduleKeyDeletion', 'DeleteImportedKeyMaterial', 'PutKeyPolicy')
), candidates AS MATERIALIZED (
  SELECT c.* EXCLUDE (raw)
  FROM calls c
  JOIN named n ON n.row_number = c.event_row
), trails AS (
  SELECT
    coalesce(request ->> '$.s3BucketName', response ->> '$.s3BucketName') AS bucket,
    -- Calls name a key by its id or its ARN.
    split_part(coalesce(response ->> '$.kmsKeyId', request ->> '$.kmsKeyId'), '/', -1) AS kms_key
  FROM candidates
  WHERE event_name IN ('CreateTrail', 'UpdateTrail')
  UNION
  SELECT bucket, split_part(kms_key, '/', -1) FROM trail_settings
), log_buckets AS (
  SELECT bucket FROM objects WHERE kind IN ('log', 'digest') AND bucket IS NOT NULL
  UNION
  SELECT bucket FROM trails WHERE bucket IS NOT NULL
), tampered AS (
  SELECT *
  FROM candidates
  WHERE event_name <> 'CreateTrail'
    AND (event_source NOT IN ('organizations.amazonaws.com', 'eks.amazonaws.com', 's3.amazonaws.com', 'kms.amazonaws.com')
      OR (event_source = 'organizations.amazonaws.com'
        -- Service access of others than CloudTrail is nothing to a trail.
        AND (event_name <> 'DisableAWSServiceAccess' OR (request ->> '$.servicePrincipal') = 'cloudtrail.amazonaws.com'))
      OR (event_source = 'eks.amazonaws.com' AND contains(CAST(request -> '$.logging' AS VARCHAR), 'false'))
      OR (event_source = 's3.amazonaws.com' AND (request ->> '$.bucketName') IN (FROM log_buckets))
      OR (event_source = 'kms.amazonaws.com'
        AND split_part(request ->> '$.keyId', '/', -1) IN (SELECT kms_key FROM trails WHERE kms_key IS NOT NULL)))
)
SELECT
  t.event_time,
  coalesce(t.identity_arn, t.principal_id, t.invoked_by) AS who,
  t.access_key_id,
  b.event_id IS NOT NULL AS in_radius,
  t.event_source,
  t.event_name,
  t.outcome,
  -- A trail is named by its name or by its ARN.
  coalesce(t.request ->> '$.name', t.request ->> '$.trailName', t.request ->> '$.eventDataStore', t.request ->> '$.bucketName',
    t.request ->> '$.logGroupName', t.request ->> '$.keyId', t.request ->> '$.accountId', t.request ->> '$.resolverQueryLogConfigId',
    t.request ->> '$.id',
    unwrapped(t.event_name, t.request) ->> '$.FlowLogId.content', CAST(unwrapped(t.event_name, t.request) -> '$.FlowLogId' AS VARCHAR),
    t.request ->> '$.resourceArn', wanted_resource(coalesce(t.error_message, t.response ->> '$.message'))) AS target,
  coalesce(
    c.what,
    CASE
      WHEN t.event_name = 'StopLogging' THEN 'logging off'
      WHEN t.event_name = 'DeleteTrail' THEN 'the trail deleted'
      WHEN t.event_name LIKE 'PutBucketLifecycle%' THEN 'when objects of the log bucket expire'
        || coalesce(': after ' || lifecycle_days(t.request) || ' days', '')
      WHEN t.event_name = 'PutBucketVersioning' THEN 'versions in the log bucket: '
        || coalesce(t.request ->> '$.VersioningConfiguration.Status', 'unknown')
      WHEN t.event_name = 'PutRetentionPolicy' THEN 'log events kept for ' || coalesce(t.request ->> '$.retentionInDays', 'some') || ' days'
      WHEN t.event_name = 'DeleteObject' THEN 'deleted: ' || (t.request ->> '$.key')
      WHEN t.event_name = 'UpdateTrail' THEN nullif(concat_ws(', ',
        CASE t.request ->> '$.enableLogFileValidation' WHEN 'false' THEN 'validation off' END,
        CASE t.request ->> '$.isMultiRegionTrail' WHEN 'false' THEN 'one region' END,
        CASE t.request ->> '$.includeGlobalServiceEvents' WHEN 'false' THEN 'no global services' END,
        'to the bucket ' || (t.request ->> '$.s3BucketName')), '')
      WHEN t.event_source = 'organizations.amazonaws.com' THEN 'the trail of the organization'
      WHEN t.event_source = 'kms.amazonaws.com' THEN 'the key of a trail'
      WHEN t.event_name = 'DeleteFlowLogs' THEN 'logs of network flows'
      WHEN t.event_source LIKE 'route53%' THEN 'logs of DNS queries'
      WHEN t.event_source = 'rds.amazonaws.com' THEN 'the stream of database activity'
      WHEN t.event_source = 'bedrock.amazonaws.com' THEN 'logs of calls of models' END) AS what,
  CAST(t.request AS VARCHAR) AS request,
  t.source_ip,
  t.recipient_account,
  t.aws_region,
  t.integrity,
  [t.event_id] AS evidence
FROM tampered t
LEFT JOIN blast_events b ON b.event_id = t.event_id
LEFT JOIN (SELECT event_id, min(what) AS what FROM trail_changes GROUP BY event_id) c ON c.event_id = t.event_id
WHERE ($since IS NULL OR t.event_time >= CAST($since AS TIMESTAMP))
  AND ($until IS NULL OR t.event_time <= CAST($until AS TIMESTAMP))
ORDER BY t.event_time, t.event_id;
