-- title: Databases, code and images
-- question: Which databases, logs, code repositories and images did the radius read, restore or open?
-- severity: high
-- attack: T1213.003, T1213.006, T1530, T1578
-- By resource; the evidence of a row is its first hundred events. `exposure`: what the call opens. Queries inside a database, and logins
-- by IAM to one (rds-db:connect), are not in CloudTrail; most reads here are data events.
WITH reads AS (
  SELECT
    *,
    CASE
      WHEN call LIKE 'Get%Credentials%' OR call = 'GetCredentials' THEN 'login to the database'
      WHEN call = 'GetAuthorizationToken' THEN 'login to the registry'
      WHEN (request ->> '$.masterUserPassword') IS NOT NULL AND call LIKE 'Modify%' THEN 'new master password'
      WHEN (request ->> '$.publiclyAccessible') = 'true' THEN 'reachable from the internet'
      WHEN call LIKE 'Restore%' OR call LIKE '%ReadReplica' THEN 'second copy of the database'
      WHEN call = 'GetFunction' OR call LIKE 'GetLayerVersion%' THEN 'address of the code, and environment'
      WHEN event_source = 'ecr.amazonaws.com' THEN 'layers of an image'
      WHEN event_source IN ('codecommit.amazonaws.com', 'codeartifact.amazonaws.com') THEN 'code'
      WHEN event_source = 'logs.amazonaws.com' THEN 'contents of logs'
      WHEN event_source IN ('sqs.amazonaws.com', 'kinesis.amazonaws.com') THEN 'messages'
      WHEN call LIKE 'Modify%' OR call LIKE 'Create%' THEN NULL
      ELSE 'data' END AS exposure,
    coalesce(request ->> '$.clusterIdentifier', request ->> '$.workgroupName', request ->> '$.dBInstanceIdentifier',
      request ->> '$.dBClusterIdentifier',
      request ->> '$.targetDBInstanceIdentifier', request ->> '$.resourceArn', request ->> '$.tableName', request ->> '$.database',
      request ->> '$.repositoryName', request ->> '$.functionName', request ->> '$.layerName', request ->> '$.workGroup',
      request ->> '$.domain',
      request ->> '$.queryExecutionId', request ->> '$.logGroupName', request ->> '$.logGroupIdentifier', request ->> '$.queueUrl',
      request ->> '$.streamName', request ->> '$.streamARN', request ->> '$.registryIds', json_keys(request -> '$.requestItems')[1],
      nullif(regexp_extract(resources ->> '$[0].ARN', '.*'), ''), wanted_resource(error_message)) AS resource
  FROM blast_calls
  WHERE (event_source IN ('redshift.amazonaws.com', 'redshift-serverless.amazonaws.com') AND call IN ('GetClusterCredentials',
      'GetClusterCredentialsWithIAM', 'GetCredentials', 'RestoreFromClusterSnapshot', 'ModifyCluster'))
    OR (event_source = 'rds.amazonaws.com' AND call IN ('CreateDBInstance', 'CreateDBInstanceReadReplica',
      'RestoreDBInstanceFromDBSnapshot',
      'RestoreDBInstanceToPointInTime', 'RestoreDBClusterFromSnapshot', 'RestoreDBClusterToPointInTime', 'ModifyDBInstance',
      'ModifyDBCluster',
      'DownloadDBLogFilePortion', 'DownloadCompleteDBLogFile'))
    OR (event_source IN ('rds-data.amazonaws.com', 'rdsdata.amazonaws.com', 'redshift-data.amazonaws.com')
      AND call IN ('ExecuteStatement', 'BatchExecuteStatement', 'GetStatementResult'))
    OR (event_source = 'dynamodb.amazonaws.com' AND call IN ('Scan', 'Query', 'GetItem', 'BatchGetItem', 'TransactGetItems',
      'ExecuteStatement',
      'BatchExecuteStatement', 'GetRecords', 'RestoreTableFromBackup', 'RestoreTableToPointInTime'))
    OR (event_source = 'athena.amazonaws.com' AND call IN ('StartQueryExecution', 'GetQueryResults', 'GetQueryResultsStream'))
    OR (event_source = 'ecr.amazonaws.com' AND call IN ('GetAuthorizationToken', 'BatchGetImage', 'GetDownloadUrlForLayer'))
    OR (event_source = 'codecommit.amazonaws.com' AND call IN ('GitPull', 'GetFile', 'GetFolder', 'GetBlob', 'GetDifferences'))
    OR (event_source = 'codeartifact.amazonaws.com' AND call IN ('GetAuthorizationToken', 'GetPackageVersionAsset', 'ReadFromRepository'))
    OR (event_source = 'lambda.amazonaws.com' AND call IN ('GetFunction', 'GetLayerVersion', 'GetLayerVersionByArn'))
    OR (event_source = 'logs.amazonaws.com' AND call IN ('GetLogEvents', 'FilterLogEvents', 'StartQuery', 'GetLogRecord', 'StartLiveTail'))
    OR (event_source = 'sqs.amazonaws.com' AND call = 'ReceiveMessage')
    OR (event_source = 'kinesis.amazonaws.com' AND call IN ('GetRecords', 'SubscribeToShard'))
    OR (event_source = 'es.amazonaws.com' AND call LIKE 'ESHttp%')
)
SELECT
  resource,
  exposure,
  credential,
  event_source,
  event_name,
  outcome,
  invoked_by,
  count(*) AS events,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  any_value(recipient_account) AS account,
  any_value(aws_region) AS region,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM reads
-- To change a database is of interest only where it opens it.
WHERE exposure IS NOT NULL
GROUP BY resource, exposure, credential, event_source, event_name, outcome, invoked_by
ORDER BY first_time, resource, exposure, credential, event_name, outcome, invoked_by;
