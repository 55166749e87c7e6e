-- title: Destruction and ransom
-- question: What did the radius delete, encrypt, let expire or make unrecoverable?
-- severity: critical
-- attack: T1485, T1485.001, T1486, T1489, T1490, T1578.003
-- By resource; the evidence of a row is its first hundred events. `days`: after how many a lifecycle deletes the objects, or a key is
-- gone. Objects that a lifecycle deletes leave no record; deletions of single objects only where the trail takes data events.
WITH destroyed AS (
  SELECT
    *,
    unwrapped(event_name, request) AS asked
  FROM blast_calls
  WHERE (event_source = 's3.amazonaws.com' AND call IN ('DeleteBucket', 'DeleteObject', 'DeleteObjects', 'PutBucketLifecycle',
      'PutBucketLifecycleConfiguration', 'PutLifecycleConfiguration', 'PutBucketVersioning', 'PutObjectLockConfiguration',
      'PutBucketObjectLockConfiguration', 'PutBucketEncryption'))
    -- Written anew with a key of the caller's, which AWS does not keep, or with one of another account.
    OR (event_source = 's3.amazonaws.com' AND call IN ('CopyObject', 'PutObject', 'UploadPart', 'UploadPartCopy', 'CreateMultipartUpload')
      AND (contains(CAST(request AS VARCHAR), 'server-side-encryption-customer-algorithm')
        OR coalesce(nullif(regexp_extract(request ->> '$."x-amz-server-side-encryption-aws-kms-key-id"', '^arn:[^:]*:kms:[^:]*:(\d{12}):', 1), ''),
          recipient_account) <> recipient_account))
    OR (event_source = 'kms.amazonaws.com' AND call IN ('ScheduleKeyDeletion', 'DisableKey', 'DeleteImportedKeyMaterial', 'DeleteAlias',
      'DeleteCustomKeyStore', 'DisconnectCustomKeyStore'))
    OR (event_source = 'ec2.amazonaws.com' AND call IN ('TerminateInstances', 'StopInstances', 'DeleteSnapshot', 'DeleteVolume', 'DeregisterImage',
      'DeleteVpc', 'DeleteSecurityGroup', 'DeleteKeyPair'))
    OR (event_source = 'rds.amazonaws.com' AND call IN ('DeleteDBInstance', 'DeleteDBCluster', 'DeleteDBSnapshot', 'DeleteDBClusterSnapshot',
      'DeleteGlobalCluster', 'DeleteDBInstanceAutomatedBackup', 'StopDBInstance', 'StopDBCluster'))
    OR (event_source = 'rds.amazonaws.com' AND call IN ('ModifyDBInstance', 'ModifyDBCluster')
      AND ((request ->> '$.backupRetentionPeriod') = '0' OR (request ->> '$.deletionProtection') = 'false'))
    OR (event_source = 'backup.amazonaws.com' AND call IN ('DeleteRecoveryPoint', 'DeleteBackupVault', 'DeleteBackupPlan', 'DeleteBackupSelection',
      'DeleteBackupVaultLockConfiguration', 'UpdateRecoveryPointLifecycle', 'DisassociateRecoveryPoint', 'StopBackupJob'))
    OR (event_source = 'dynamodb.amazonaws.com' AND call IN ('DeleteTable', 'DeleteBackup', 'UpdateContinuousBackups'))
    OR (event_source IN ('redshift.amazonaws.com', 'elasticache.amazonaws.com', 'elasticfilesystem.amazonaws.com', 'fsx.amazonaws.com',
        'eks.amazonaws.com', 'ecs.amazonaws.com', 'ecr.amazonaws.com', 'es.amazonaws.com', 'lambda.amazonaws.com', 'cloudformation.amazonaws.com',
        'secretsmanager.amazonaws.com', 'codecommit.amazonaws.com', 'route53.amazonaws.com', 'glacier.amazonaws.com', 'sqs.amazonaws.com',
        'kinesis.amazonaws.com', 'rbin.amazonaws.com', 'dlm.amazonaws.com', 'ssm.amazonaws.com', 'lightsail.amazonaws.com',
        'elasticbeanstalk.amazonaws.com', 'autoscaling.amazonaws.com', 'cloudfront.amazonaws.com', 'transfer.amazonaws.com',
        'organizations.amazonaws.com', 'workspaces.amazonaws.com')
      AND call IN ('DeleteCluster', 'DeleteClusterSnapshot', 'DeleteCacheCluster', 'DeleteReplicationGroup', 'DeleteSnapshot', 'DeleteFileSystem',
        'DeleteBackup', 'DeleteVolume', 'DeleteNodegroup', 'DeleteService', 'DeleteRepository', 'BatchDeleteImage', 'DeleteDomain',
        'DeleteElasticsearchDomain', 'DeleteFunction', 'DeleteStack', 'DeleteStackSet', 'DeleteSecret', 'DeleteHostedZone', 'DeleteArchive',
        'DeleteVault', 'DeleteQueue', 'PurgeQueue', 'DeleteStream', 'DeleteRule', 'DeleteLifecyclePolicy', 'DeleteParameter', 'DeleteParameters',
        'DeleteInstance', 'DeleteInstanceSnapshot', 'DeleteRelationalDatabase', 'TerminateEnvironment', 'DeleteApplication',
        'DeleteAutoScalingGroup', 'DeleteDistribution', 'DeleteServer', 'CloseAccount', 'TerminateWorkspaces', 'DeleteReplicationConfiguration'))
), read AS (
  SELECT
    *,
    CASE
      WHEN event_source = 's3.amazonaws.com' AND contains(CAST(request AS VARCHAR), 'server-side-encryption-customer-algorithm')
        THEN 'encrypted with a key that AWS does not have (SSE-C)'
      WHEN call IN ('CopyObject', 'PutObject', 'UploadPart', 'UploadPartCopy', 'CreateMultipartUpload') THEN 'encrypted with a key of another account'
      WHEN call = 'PutBucketEncryption' THEN 'encryption by default changed'
      WHEN call LIKE '%Lifecycle%' AND event_source = 's3.amazonaws.com' THEN 'to expire'
      WHEN call IN ('PutBucketVersioning', 'PutObjectLockConfiguration', 'PutBucketObjectLockConfiguration') THEN 'versions or locks changed'
      WHEN call = 'ScheduleKeyDeletion' THEN 'key to be deleted: what it encrypted is lost with it'
      WHEN event_source = 'kms.amazonaws.com' THEN 'key out of use'
      WHEN call LIKE 'Stop%' THEN 'stopped'
      WHEN event_source IN ('backup.amazonaws.com', 'rbin.amazonaws.com', 'dlm.amazonaws.com') OR regexp_matches(call, 'Snapshot|Backup|DeregisterImage|^Modify|^Update')
        THEN 'recovery made harder'
      ELSE 'deleted' END AS what,
    coalesce(
      CASE WHEN event_source = 's3.amazonaws.com' THEN request ->> '$.bucketName' END,
      request ->> '$.keyId', nullif(array_to_string(json_extract_string(request, '$.instancesSet.items[*].instanceId')[1:20], ', '), ''),
      asked ->> '$.snapshotId', asked ->> '$.volumeId', asked ->> '$.imageId', asked ->> '$.vpcId', asked ->> '$.groupId', asked ->> '$.keyName',
      asked ->> '$.dBInstanceIdentifier', asked ->> '$.dBClusterIdentifier', asked ->> '$.dBSnapshotIdentifier',
      asked ->> '$.dBClusterSnapshotIdentifier', asked ->> '$.recoveryPointArn', asked ->> '$.backupVaultName', asked ->> '$.backupPlanId',
      asked ->> '$.tableName', asked ->> '$.backupArn', asked ->> '$.clusterIdentifier', asked ->> '$.cacheClusterId',
      asked ->> '$.fileSystemId', asked ->> '$.cluster', asked ->> '$.name', asked ->> '$.repositoryName', asked ->> '$.domainName',
      asked ->> '$.functionName', asked ->> '$.stackName', asked ->> '$.secretId', asked ->> '$.id', asked ->> '$.vaultName',
      asked ->> '$.queueUrl', asked ->> '$.streamName', asked ->> '$.names', asked ->> '$.accountId', asked ->> '$.aliasName',
      asked ->> '$.autoScalingGroupName', asked ->> '$.environmentName', asked ->> '$.identifier', resources ->> '$[0].ARN',
      wanted_resource(error_message)) AS resource,
    CASE
      WHEN call LIKE '%Lifecycle%' AND event_source = 's3.amazonaws.com' THEN lifecycle_days(request)
      WHEN call = 'ScheduleKeyDeletion' THEN TRY_CAST(coalesce(request ->> '$.pendingWindowInDays', '30') AS INTEGER)
      WHEN call = 'DeleteSecret' AND (request ->> '$.forceDeleteWithoutRecovery') = 'true' THEN 0
      WHEN call = 'DeleteSecret' THEN TRY_CAST(coalesce(request ->> '$.recoveryWindowInDays', '30') AS INTEGER) END AS days
  FROM destroyed
  WHERE call <> 'PutBucketVersioning' OR coalesce(request ->> '$.VersioningConfiguration.Status', 'Suspended') = 'Suspended'
)
SELECT
  what,
  resource,
  days,
  credential,
  event_source,
  event_name,
  outcome,
  invoked_by,
  count(*) AS events,
  count(DISTINCT request ->> '$.key') AS objects,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  any_value(recipient_account) AS account,
  any_value(aws_region) AS region,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM read
GROUP BY what, resource, days, credential, event_source, event_name, outcome, invoked_by
ORDER BY first_time, what, resource, days, credential, event_name, outcome;
