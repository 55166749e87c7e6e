-- title: Copies of data made
-- question: Which snapshots, images and exports did the radius make, copy, send to a bucket or read block by block?
-- severity: high
-- attack: T1578.001, T1530, T1074.002, T1040
-- What is needed before data can be carried off as a whole. By resource and destination; the evidence of a row is its first hundred
-- events. Blocks are data events of EBS, off unless a trail takes them.
WITH copies AS (
  SELECT
    *,
    unwrapped(event_name, request) AS asked
  FROM blast_calls
  WHERE (event_source = 'ec2.amazonaws.com' AND call IN ('CreateSnapshot', 'CreateSnapshots', 'CopySnapshot', 'CreateImage', 'CopyImage',
      'ExportImage', 'CreateInstanceExportTask', 'CreateStoreImageTask', 'CreateRestoreImageTask', 'CreateVolume',
      'CreateTrafficMirrorSession'))
    OR (event_source = 'ebs.amazonaws.com' AND call IN ('ListSnapshotBlocks', 'ListChangedBlocks', 'GetSnapshotBlock'))
    OR (event_source = 'rds.amazonaws.com' AND call IN ('CreateDBSnapshot', 'CreateDBClusterSnapshot', 'CopyDBSnapshot',
      'CopyDBClusterSnapshot',
      'StartExportTask', 'CreateCustomDBEngineVersion'))
    OR (event_source = 'dynamodb.amazonaws.com' AND call IN ('CreateBackup', 'ExportTableToPointInTime'))
    OR (event_source = 'redshift.amazonaws.com' AND call IN ('CreateClusterSnapshot', 'CopyClusterSnapshot'))
    OR (event_source = 'elasticache.amazonaws.com' AND call IN ('CreateSnapshot', 'CopySnapshot'))
    OR (event_source = 'lightsail.amazonaws.com' AND call IN ('CreateInstanceSnapshot', 'CreateDiskSnapshot', 'CopySnapshot',
      'ExportSnapshot',
      'CreateRelationalDatabaseSnapshot'))
    OR (event_source = 'backup.amazonaws.com' AND call IN ('StartBackupJob', 'StartCopyJob'))
    OR (event_source = 'logs.amazonaws.com' AND call = 'CreateExportTask')
    OR (event_source = 'datasync.amazonaws.com' AND call IN ('CreateTask', 'StartTaskExecution'))
    OR (event_source = 's3.amazonaws.com' AND call = 'CreateJob')
    OR (event_source = 'transfer.amazonaws.com' AND call IN ('CreateServer', 'CreateUser'))
), read AS (
  SELECT
    *,
    CASE
      WHEN event_source = 'ebs.amazonaws.com' THEN 'read block by block'
      WHEN call = 'CreateVolume' THEN 'volume of a snapshot'
      WHEN call = 'CreateTrafficMirrorSession' THEN 'network traffic mirrored'
      WHEN event_source = 'transfer.amazonaws.com' THEN 'server that hands out files'
      WHEN regexp_matches(call, 'Export|StoreImage|CreateTask|StartTaskExecution') THEN 'sent to a bucket'
      WHEN contains(call, 'Copy') THEN 'copied'
      ELSE 'made' END AS what,
    coalesce(asked ->> '$.NetworkInterfaceId', asked ->> '$.serverId', asked ->> '$.snapshotId', asked ->> '$.sourceSnapshotId',
      asked ->> '$.volumeId', asked ->> '$.instanceId',
      asked ->> '$.instanceSpecification.instanceId', asked ->> '$.InstanceSpecification.InstanceId', asked ->> '$.imageId',
      asked ->> '$.ImageId',
      asked ->> '$.sourceImageId', asked ->> '$.sourceDBSnapshotIdentifier', asked ->> '$.sourceDBClusterSnapshotIdentifier',
      asked ->> '$.dBInstanceIdentifier', asked ->> '$.dBClusterIdentifier', asked ->> '$.sourceArn', asked ->> '$.tableArn',
      asked ->> '$.tableName', asked ->> '$.clusterIdentifier', asked ->> '$.sourceSnapshotIdentifier', asked ->> '$.sourceSnapshotName',
      asked ->> '$.resourceArn', asked ->> '$.recoveryPointArn', asked ->> '$.logGroupName', asked ->> '$.sourceLocationArn',
      asked ->> '$.instanceName', asked ->> '$.diskName', wanted_resource(error_message)) AS resource,
    coalesce(asked ->> '$.exportToS3.s3Bucket', asked ->> '$.Bucket', asked ->> '$.bucket', asked ->> '$.s3BucketName',
      asked ->> '$.s3Bucket',
      asked ->> '$.S3ExportLocation.S3Bucket', asked ->> '$.destination', asked ->> '$.destinationRegion',
      asked ->> '$.destinationBackupVaultArn', asked ->> '$.destinationLocationArn', response ->> '$.snapshotId', response ->> '$.imageId',
      response ->> '$.dBSnapshotArn', response ->> '$.dBClusterSnapshotArn', response ->> '$.volumeId') AS copy
  FROM copies
  -- A new volume without a snapshot holds nothing.
  WHERE call <> 'CreateVolume' OR coalesce(asked ->> '$.snapshotId', '') <> ''
)
SELECT
  what,
  resource,
  CASE WHEN event_source <> 'ebs.amazonaws.com' THEN copy END AS copy,
  credential,
  event_source,
  event_name,
  outcome,
  invoked_by,
  count(*) AS events,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  any_value(aws_region) AS region,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM read
GROUP BY ALL
ORDER BY first_time, resource, copy, credential, event_name, outcome, invoked_by;
