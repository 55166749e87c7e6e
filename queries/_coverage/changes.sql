-- What the records say of trails, their buckets, their keys and their objects (CloudTrail User Guide; names of S3 calls as its log has
-- them). A trail is named by its name or its ARN; who answers says what came of it. Only buckets and keys of trails count.
INSERT INTO trail_changes
WITH named AS (
  SELECT e.*,
    coalesce(e.response->>'$.trailARN', e.request->>'$.name', e.request->>'$.trailName') AS named,
    coalesce(e.request->>'$.s3BucketName', e.response->>'$.s3BucketName', e.request->>'$.bucketName') AS bucket,
    coalesce(e.response->>'$.kmsKeyId', e.request->>'$.kmsKeyId', e.request->>'$.keyId') AS kms_key,
    coalesce(e.response->>'$.logFileValidationEnabled', e.request->>'$.enableLogFileValidation') AS validation,
    coalesce(e.response->>'$.isMultiRegionTrail', e.request->>'$.isMultiRegionTrail') AS multi_region,
    coalesce(e.response->>'$.includeGlobalServiceEvents', e.request->>'$.includeGlobalServiceEvents') AS global_events
  FROM events e
  WHERE (e.event_source = 'cloudtrail.amazonaws.com' AND e.event_name IN ('CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging',
      'StopLogging', 'PutEventSelectors', 'PutInsightSelectors', 'PutEventConfiguration', 'DeregisterOrganizationDelegatedAdmin'))
    OR (e.event_source = 'organizations.amazonaws.com' AND e.event_name IN ('LeaveOrganization', 'RemoveAccountFromOrganization',
      'DisableAWSServiceAccess'))
    OR (e.event_source = 's3.amazonaws.com' AND e.event_name IN ('PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketAcl',
      'PutBucketVersioning', 'PutBucketEncryption', 'PutBucketLifecycle', 'PutBucketLifecycleConfiguration', 'DeleteBucketLifecycle',
      'PutBucketReplication', 'PutObjectLockConfiguration', 'PutBucketObjectLockConfiguration', 'DeleteBucket', 'DeleteObjects'))
    OR (e.event_source = 's3.amazonaws.com' AND e.event_name IN ('PutObject', 'CopyObject', 'DeleteObject', 'CompleteMultipartUpload')
      AND e.invoked_by IS DISTINCT FROM 'cloudtrail.amazonaws.com' AND contains(e.request->>'$.key', '_CloudTrail'))
    OR (e.event_source = 'kms.amazonaws.com' AND e.event_name IN ('DisableKey', 'EnableKey', 'ScheduleKeyDeletion', 'CancelKeyDeletion',
      'DeleteImportedKeyMaterial', 'PutKeyPolicy', 'RevokeGrant'))
), of_trails AS (
  SELECT *, trail_named(named) AS trail FROM named WHERE event_source = 'cloudtrail.amazonaws.com'
), buckets AS (
  SELECT bucket FROM objects WHERE kind IN ('log', 'digest') AND bucket IS NOT NULL
  UNION SELECT bucket FROM of_trails WHERE bucket IS NOT NULL
  UNION SELECT bucket FROM trail_settings WHERE bucket IS NOT NULL
), keys AS (
  -- Of an ARN the id: calls name a key by either.
  SELECT split_part(kms_key, '/', -1) AS kms_key FROM of_trails WHERE kms_key IS NOT NULL
  UNION SELECT split_part(kms_key, '/', -1) FROM trail_settings WHERE kms_key IS NOT NULL
), mine AS (
  SELECT * FROM of_trails
  UNION ALL SELECT *, NULL FROM named WHERE event_source = 'organizations.amazonaws.com'
    -- Service access of others than CloudTrail is nothing to a trail.
    AND (event_name <> 'DisableAWSServiceAccess' OR request->>'$.servicePrincipal' = 'cloudtrail.amazonaws.com')
  UNION ALL SELECT *, NULL FROM named WHERE event_source = 's3.amazonaws.com' AND bucket IN (FROM buckets)
  UNION ALL SELECT *, NULL FROM named WHERE event_source = 'kms.amazonaws.com' AND split_part(kms_key, '/', -1) IN (FROM keys)
)
SELECT
  event_id, event_time,
  coalesce(CASE WHEN starts_with(named, 'arn:') THEN nullif(split_part(named, ':', 5), '') END, recipient_account, identity_account),
  aws_region, event_source, event_name, trail, bucket,
  CASE WHEN event_name IN ('PutObject', 'CopyObject', 'DeleteObject', 'CompleteMultipartUpload') THEN request->>'$.key' END,
  kms_key,
  coalesce(identity_arn, principal_id, invoked_by, identity_account, 'unknown') AS who,
  CASE WHEN error_code IS NULL THEN 'succeeded'
    WHEN regexp_matches(error_code, 'AccessDenied|Unauthorized|NotAuthorized|Forbidden') THEN 'denied' ELSE 'failed' END,
  integrity IN ('valid', 'altered-container'),
  integrity,
  CASE event_name WHEN 'StartLogging' THEN true WHEN 'StopLogging' THEN false WHEN 'DeleteTrail' THEN false END,
  TRY_CAST(validation AS BOOLEAN),
  TRY_CAST(multi_region AS BOOLEAN),
  TRY_CAST(global_events AS BOOLEAN),
  -- What an UpdateTrail answers is how the trail is set now: only what it asked for has changed.
  event_name = 'StartLogging' OR (event_name = 'CreateTrail' AND validation IS DISTINCT FROM 'false')
    OR (event_name = 'UpdateTrail' AND 'true' IN (request->>'$.enableLogFileValidation', request->>'$.isMultiRegionTrail')),
  CASE event_name
    WHEN 'StartLogging' THEN 'logging on'
    WHEN 'StopLogging' THEN 'logging off'
    WHEN 'DeleteTrail' THEN 'the trail deleted'
    WHEN 'PutEventSelectors' THEN 'what the trail records'
    WHEN 'PutInsightSelectors' THEN 'what insights the trail records'
    WHEN 'PutEventConfiguration' THEN 'how events are summed up'
    WHEN 'PutBucketPolicy' THEN 'who may do what with the log bucket'
    WHEN 'DeleteBucketPolicy' THEN 'the log bucket lets nobody deliver any more'
    WHEN 'PutBucketAcl' THEN 'who may do what with the log bucket'
    WHEN 'PutBucketVersioning' THEN 'versions in the log bucket: ' || coalesce(request->>'$.VersioningConfiguration.Status', 'unknown')
    WHEN 'PutBucketEncryption' THEN 'encryption of the log bucket'
    WHEN 'PutBucketLifecycle' THEN 'when objects of the log bucket expire' || coalesce(': after ' || lifecycle_days(request) || ' days', '')
    WHEN 'PutBucketLifecycleConfiguration' THEN
      'when objects of the log bucket expire' || coalesce(': after ' || lifecycle_days(request) || ' days', '')
    WHEN 'DeleteBucketLifecycle' THEN 'objects of the log bucket expire no more'
    WHEN 'PutBucketReplication' THEN 'where the log bucket is copied to'
    WHEN 'PutObjectLockConfiguration' THEN 'object lock of the log bucket'
    WHEN 'PutBucketObjectLockConfiguration' THEN 'object lock of the log bucket'
    WHEN 'DeleteBucket' THEN 'the log bucket deleted'
    WHEN 'DeleteObjects' THEN 'objects of the log bucket deleted, and the record does not say which'
    WHEN 'DeleteObject' THEN 'deleted: ' || (request->>'$.key')
    WHEN 'PutObject' THEN 'written by another than CloudTrail: ' || (request->>'$.key')
    WHEN 'CopyObject' THEN 'written by another than CloudTrail: ' || (request->>'$.key')
    WHEN 'CompleteMultipartUpload' THEN 'written by another than CloudTrail: ' || (request->>'$.key')
    WHEN 'DisableKey' THEN 'the key disabled: nothing can be delivered with it or read'
    WHEN 'EnableKey' THEN 'the key enabled'
    WHEN 'ScheduleKeyDeletion' THEN 'the key disabled, to be deleted in ' || coalesce(request->>'$.pendingWindowInDays', 'some') || ' days'
    WHEN 'CancelKeyDeletion' THEN 'the key will not be deleted'
    WHEN 'DeleteImportedKeyMaterial' THEN 'the key lost its material: nothing can be delivered with it or read'
    WHEN 'PutKeyPolicy' THEN 'who may use the key'
    WHEN 'RevokeGrant' THEN 'who may use the key'
    WHEN 'LeaveOrganization' THEN 'the account leaves its organization, and the trail of that'
    WHEN 'RemoveAccountFromOrganization' THEN 'an account leaves the organization, and the trail of that'
    WHEN 'DisableAWSServiceAccess' THEN 'the organization has no trail any more'
    WHEN 'DeregisterOrganizationDelegatedAdmin' THEN 'who may administer trails of the organization'
    ELSE coalesce(nullif(concat_ws(', ',
      CASE WHEN event_name = 'CreateTrail' THEN 'a new trail' END,
      CASE TRY_CAST(validation AS BOOLEAN) WHEN true THEN 'validation on' WHEN false THEN 'validation off' END,
      CASE TRY_CAST(multi_region AS BOOLEAN) WHEN true THEN 'all regions' WHEN false THEN 'one region' END,
      CASE TRY_CAST(global_events AS BOOLEAN) WHEN false THEN 'no global services' END,
      'to the bucket ' || bucket,
      'with the key ' || kms_key), ''), 'what was asked for is not recorded')
  END
FROM mine;
