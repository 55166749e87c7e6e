-- title: Destruction and ransom
-- question: What did the radius delete, encrypt, let expire or make unrecoverable?
-- severity: critical
-- attack: T1485, T1485.001, T1486, T1489, T1490, T1578.003
-- By resource, but for what the radius made itself before (`own`, as far as the record of that is there), whose end hurts nobody. The
-- evidence of a row is its first hundred events. `days`: after how many a lifecycle deletes the objects, or a key is gone. Objects that a
-- lifecycle deletes leave no record; deletions of single objects only where the trail takes data events.
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
        OR coalesce(nullif(regexp_extract(request ->> '$."x-amz-server-side-encryption-aws-kms-key-id"',
          '^arn:[^:]*:kms:[^:]*:(\d{12}):', 1), ''),
          recipient_account) <> recipient_account))
    OR (event_source = 'kms.amazonaws.com' AND call IN ('ScheduleKeyDeletion', 'DisableKey', 'DeleteImportedKeyMaterial', 'DeleteAlias',
      'DeleteCustomKeyStore', 'DisconnectCustomKeyStore'))
    OR (event_source = 'ec2.amazonaws.com' AND call IN ('TerminateInstances', 'StopInstances', 'DeleteSnapshot', 'DeleteVolume',
      'DeregisterImage',
      'DeleteVpc', 'DeleteSecurityGroup', 'DeleteKeyPair'))
    OR (event_source = 'rds.amazonaws.com' AND call IN ('DeleteDBInstance', 'DeleteDBCluster', 'DeleteDBSnapshot',
      'DeleteDBClusterSnapshot',
      'DeleteGlobalCluster', 'DeleteDBInstanceAutomatedBackup', 'StopDBInstance', 'StopDBCluster'))
    OR (event_source = 'rds.amazonaws.com' AND call IN ('ModifyDBInstance', 'ModifyDBCluster')
      AND ((request ->> '$.backupRetentionPeriod') = '0' OR (request ->> '$.deletionProtection') = 'false'))
    OR (event_source = 'backup.amazonaws.com' AND call IN ('DeleteRecoveryPoint', 'DeleteBackupVault', 'DeleteBackupPlan',
      'DeleteBackupSelection',
      'DeleteBackupVaultLockConfiguration', 'UpdateRecoveryPointLifecycle', 'DisassociateRecoveryPoint', 'StopBackupJob'))
    OR (event_source = 'dynamodb.amazonaws.com' AND call IN ('DeleteTable', 'DeleteBackup', 'UpdateContinuousBackups'))
    OR (event_source IN ('redshift.amazonaws.com', 'elasticache.amazonaws.com', 'elasticfilesystem.amazonaws.com', 'fsx.amazonaws.com',
        'eks.amazonaws.com', 'ecs.amazonaws.com', 'ecr.amazonaws.com', 'es.amazonaws.com', 'lambda.amazonaws.com',
        'cloudformation.amazonaws.com',
        'secretsmanager.amazonaws.com', 'codecommit.amazonaws.com', 'route53.amazonaws.com', 'glacier.amazonaws.com', 'sqs.amazonaws.com',
        'kinesis.amazonaws.com', 'rbin.amazonaws.com', 'dlm.amazonaws.com', 'ssm.amazonaws.com', 'lightsail.amazonaws.com',
        'elasticbeanstalk.amazonaws.com', 'autoscaling.amazonaws.com', 'cloudfront.amazonaws.com', 'transfer.amazonaws.com',
        'organizations.amazonaws.com', 'workspaces.amazonaws.com')
      AND call IN ('DeleteCluster', 'DeleteClusterSnapshot', 'DeleteCacheCluster', 'DeleteReplicationGroup', 'DeleteSnapshot',
        'DeleteFileSystem',
        'DeleteMountTarget',
        'DeleteBackup', 'DeleteVolume', 'DeleteNodegroup', 'DeleteService', 'DeleteRepository', 'BatchDeleteImage', 'DeleteDomain',
        'DeleteElasticsearchDomain', 'DeleteFunction', 'DeleteStack', 'DeleteStackSet', 'DeleteSecret', 'DeleteHostedZone', 'DeleteArchive',
        'DeleteVault', 'DeleteQueue', 'PurgeQueue', 'DeleteStream', 'DeleteRule', 'DeleteLifecyclePolicy', 'DeleteParameter',
        'DeleteParameters',
        'DeleteInstance', 'DeleteInstanceSnapshot', 'DeleteRelationalDatabase', 'TerminateEnvironment', 'DeleteApplication',
        'DeleteAutoScalingGroup', 'DeleteDistribution', 'DeleteServer', 'CloseAccount', 'TerminateWorkspaces',
        'DeleteReplicationConfiguration'))
), read AS (
  SELECT
    *,
    CASE
      WHEN event_source = 's3.amazonaws.com' AND contains(CAST(request AS VARCHAR), 'server-side-encryption-customer-algorithm')
        THEN 'encrypted with a key that AWS does not have (SSE-C)'
      WHEN call IN ('CopyObject', 'PutObject', 'UploadPart', 'UploadPartCopy',
        'CreateMultipartUpload') THEN 'encrypted with a key of another account'
      WHEN call = 'PutBucketEncryption' THEN 'encryption by default changed'
      WHEN call LIKE '%Lifecycle%' AND event_source = 's3.amazonaws.com' THEN 'to expire'
      WHEN call IN ('PutBucketVersioning', 'PutObjectLockConfiguration',
        'PutBucketObjectLockConfiguration') THEN 'versions or locks changed'
      WHEN call = 'ScheduleKeyDeletion' THEN 'key to be deleted: what it encrypted is lost with it'
      WHEN event_source = 'kms.amazonaws.com' THEN 'key out of use'
      WHEN call LIKE 'Stop%' THEN 'stopped'
      WHEN event_source IN ('backup.amazonaws.com', 'rbin.amazonaws.com', 'dlm.amazonaws.com')
        OR regexp_matches(call, 'Snapshot|Backup|DeregisterImage|^Modify|^Update')
        THEN 'recovery made harder'
      ELSE 'deleted' END AS what,
    unnest(CASE WHEN call IN ('TerminateInstances', 'StopInstances') AND request IS NOT NULL
      THEN json_extract_string(request, '$.instancesSet.items[*].instanceId') ELSE [coalesce(
      CASE WHEN event_source = 's3.amazonaws.com' THEN request ->> '$.bucketName' END,
      request ->> '$.keyId',
      asked ->> '$.snapshotId', asked ->> '$.volumeId', asked ->> '$.imageId', asked ->> '$.vpcId', asked ->> '$.groupId',
      asked ->> '$.keyName',
      asked ->> '$.dBInstanceIdentifier', asked ->> '$.dBClusterIdentifier', asked ->> '$.dBSnapshotIdentifier',
      asked ->> '$.dBClusterSnapshotIdentifier', asked ->> '$.recoveryPointArn', asked ->> '$.backupVaultName', asked ->> '$.backupPlanId',
      asked ->> '$.tableName', asked ->> '$.backupArn', asked ->> '$.clusterIdentifier', asked ->> '$.cacheClusterId',
      asked ->> '$.fileSystemId', asked ->> '$.cluster', asked ->> '$.name', asked ->> '$.repositoryName', asked ->> '$.domainName',
      asked ->> '$.functionName', asked ->> '$.stackName', asked ->> '$.secretId', asked ->> '$.id', asked ->> '$.vaultName',
      asked ->> '$.queueUrl', asked ->> '$.streamName', asked ->> '$.names', asked ->> '$.accountId', asked ->> '$.aliasName',
      asked ->> '$.autoScalingGroupName', asked ->> '$.environmentName', asked ->> '$.identifier', resources ->> '$[0].ARN',
      wanted_resource(error_message))] END) AS resource,
    CASE
      WHEN call LIKE '%Lifecycle%' AND event_source = 's3.amazonaws.com' THEN lifecycle_days(request)
      WHEN call = 'ScheduleKeyDeletion' THEN TRY_CAST(coalesce(request ->> '$.pendingWindowInDays', '30') AS INTEGER)
      WHEN call = 'DeleteSecret' AND (request ->> '$.forceDeleteWithoutRecovery') = 'true' THEN 0
      WHEN call = 'DeleteSecret' THEN TRY_CAST(coalesce(request ->> '$.recoveryWindowInDays', '30') AS INTEGER) END AS days
  FROM destroyed
  WHERE call <> 'PutBucketVersioning' OR coalesce(request ->> '$.VersioningConfiguration.Status', 'Suspended') = 'Suspended'
), made AS (
  -- What the radius made itself, by the id or name that a deletion would call it by. Not in here is what is made anew and what was there
  -- already alike: queues, clusters of ECS, buckets in us-east-1.
  SELECT recipient_account, event_time, unnest(CASE call
    WHEN 'RunInstances' THEN json_extract_string(response, '$.instancesSet.items[*].instanceId')
    WHEN 'CreateSnapshot' THEN [response ->> '$.snapshotId', response ->> '$.snapshot.snapshotName']
    WHEN 'CopySnapshot' THEN [response ->> '$.snapshotId']
    WHEN 'CreateVolume' THEN [response ->> '$.volumeId']
    WHEN 'CreateImage' THEN [response ->> '$.imageId']
    WHEN 'CopyImage' THEN [response ->> '$.imageId']
    WHEN 'RegisterImage' THEN [response ->> '$.imageId']
    WHEN 'CreateVpc' THEN [response ->> '$.vpc.vpcId']
    WHEN 'CreateSecurityGroup' THEN [response ->> '$.groupId']
    WHEN 'CreateKeyPair' THEN [request ->> '$.keyName']
    WHEN 'CreateBucket' THEN [request ->> '$.bucketName']
    WHEN 'CreateSecret' THEN [response ->> '$.aRN', response ->> '$.ARN', response ->> '$.name', request ->> '$.name']
    WHEN 'PutParameter' THEN [CASE WHEN (response ->> '$.version') = '1' THEN request ->> '$.name' END]
    WHEN 'CreateFunction' THEN [request ->> '$.functionName', response ->> '$.functionArn']
    WHEN 'CreateKey' THEN [response ->> '$.keyMetadata.keyId', response ->> '$.keyMetadata.arn']
    WHEN 'CreateStack' THEN [request ->> '$.stackName', response ->> '$.stackId']
    WHEN 'CreateTable' THEN [request ->> '$.tableName']
    WHEN 'CreateDBInstance' THEN [request ->> '$.dBInstanceIdentifier']
    WHEN 'CreateDBCluster' THEN [request ->> '$.dBClusterIdentifier']
    WHEN 'CreateDBSnapshot' THEN [request ->> '$.dBSnapshotIdentifier']
    WHEN 'CreateDBClusterSnapshot' THEN [request ->> '$.dBClusterSnapshotIdentifier']
    WHEN 'RestoreDBInstanceFromDBSnapshot' THEN [request ->> '$.dBInstanceIdentifier']
    WHEN 'CreateCluster' THEN [request ->> '$.name', request ->> '$.clusterName', request ->> '$.clusterIdentifier']
    WHEN 'CreateFileSystem' THEN [response ->> '$.fileSystemId']
    WHEN 'CreateRepository' THEN [request ->> '$.repositoryName']
    WHEN 'CreateAutoScalingGroup' THEN [request ->> '$.autoScalingGroupName']
    WHEN 'CreateHostedZone' THEN [response ->> '$.hostedZone.id'] END) AS thing
  FROM blast_calls
  WHERE outcome = 'succeeded'
    AND call IN ('RunInstances', 'CreateSnapshot', 'CopySnapshot', 'CreateVolume', 'CreateImage', 'CopyImage', 'RegisterImage', 'CreateVpc',
      'CreateSecurityGroup', 'CreateKeyPair', 'CreateBucket', 'CreateSecret', 'PutParameter', 'CreateFunction', 'CreateKey', 'CreateStack',
      'CreateTable', 'CreateDBInstance', 'CreateDBCluster', 'CreateDBSnapshot', 'CreateDBClusterSnapshot',
      'RestoreDBInstanceFromDBSnapshot', 'CreateCluster', 'CreateFileSystem', 'CreateRepository', 'CreateAutoScalingGroup',
      'CreateHostedZone')
    AND event_source <> 'ecs.amazonaws.com'
    AND (call <> 'CreateBucket' OR aws_region <> 'us-east-1')
), first_made AS (
  SELECT recipient_account, thing, min(event_time) AS made_at FROM made WHERE thing IS NOT NULL GROUP BY ALL
)
SELECT
  r.what,
  arg_min(DISTINCT r.resource, r.resource, 5) AS resources,
  count(DISTINCT r.resource) AS things,
  m.thing IS NOT NULL AS own,
  r.days,
  r.credential,
  r.event_source,
  r.event_name,
  r.outcome,
  r.invoked_by,
  count(*) AS events,
  count(DISTINCT r.request ->> '$.key') AS objects,
  min(r.event_time) AS first_time,
  max(r.event_time) AS last_time,
  r.recipient_account AS account,
  r.aws_region AS region,
  count(*) FILTER (r.integrity = 'valid') AS proven,
  arg_min(r.event_id, (r.event_time, r.event_id), 100) AS evidence
FROM read r
-- Of a secret the ARN has six characters of its own behind the name.
LEFT JOIN first_made m ON m.recipient_account = r.recipient_account
  AND m.made_at <= r.event_time
  AND m.thing = regexp_replace(r.resource, '^arn:[^:]*:secretsmanager:[^:]*:\d{12}:secret:(.+)-\w{6}$', '\1')
GROUP BY r.what, CASE WHEN m.thing IS NULL THEN r.resource END, own, r.days, r.credential, r.event_source, r.event_name, r.outcome,
  r.invoked_by,
  r.recipient_account, r.aws_region
ORDER BY first_time, r.what, resources, r.days, r.credential, r.event_name, r.outcome;
