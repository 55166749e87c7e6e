-- title: Resources opened to others
-- question: Which buckets, queues, keys, functions and other resources did the radius open to another account or to everybody?
-- severity: critical
-- attack: T1537, T1098
-- `given_to`: who is neither of the resource's account nor a service; `public`: everybody, without a condition. A policy that lets in
-- nobody new is not told. Where the record leaves out what was granted, or was refused before it said so, `given_to` is null.
WITH opened AS (
  SELECT
    *,
    coalesce(request ->> '$.bucketPolicy', request ->> '$.policy', request ->> '$.resourcePolicy', request ->> '$.policyText',
      request ->> '$.policyDocument', request ->> '$.policyInJson', request ->> '$.attributes.Policy', request ->> '$.accessPolicy',
      CASE WHEN (request ->> '$.attributeName') = 'Policy' THEN request ->> '$.attributeValue' END,
      request ->> '$.accessPolicies', request ->> '$.PutAccessPointPolicyRequest.Policy') AS document,
    -- A single grantee, or a list of them, outside any document.
    list_concat(
      strings_at(request, '$.principal'), strings_at(request, '$.granteePrincipal'), strings_at(request, '$.principals'),
      strings_at(request, '$.aWSAccountIds'), strings_at(request, '$.accountIds'), strings_at(request, '$.accountId'), strings_at(request, '$.peerOwnerId'),
      strings_at(request, '$.account'), strings_at(request, '$.accountIdsToAdd'),
      regexp_extract_all(CAST(request -> '$.ModifyVpcEndpointServicePermissionsRequest.AddAllowedPrincipals' AS VARCHAR), 'arn:aws[^"]+|\*'),
      CASE WHEN call = 'PutSubscriptionFilter' THEN [regexp_extract(request ->> '$.destinationArn', '^arn:[^:]*:[^:]*:[^:]*:(\d{12}):', 1)] ELSE [] END,
      CASE WHEN call = 'PutBucketReplication' THEN regexp_extract_all(CAST(request AS VARCHAR), '"Account":"?(\d{12})', 1) ELSE [] END,
      CASE WHEN call IN ('PutBucketAcl', 'PutObjectAcl') THEN list_concat(
        CASE WHEN regexp_matches(CAST(request AS VARCHAR), 'groups/global/(AllUsers|AuthenticatedUsers)|"public-read(-write)?"|"authenticated-read"')
          THEN ['*'] ELSE [] END,
        -- Canonical ids of whom the list names besides the owner.
        list_filter(regexp_extract_all(CAST(request AS VARCHAR), '"ID":"([0-9a-f]{64})"', 1),
          lambda id: id IS DISTINCT FROM (request ->> '$.AccessControlPolicy.Owner.ID'))) ELSE [] END,
      CASE WHEN (request ->> '$.authType') = 'NONE' THEN ['*'] ELSE [] END) AS named
  FROM blast_calls
  -- Both spellings of the calls of S3: the log's and the API's.
  WHERE (event_source = 's3.amazonaws.com' AND call IN ('PutBucketPolicy', 'PutBucketAcl', 'PutObjectAcl', 'DeletePublicAccessBlock',
      'DeleteBucketPublicAccessBlock', 'DeleteAccountPublicAccessBlock', 'PutPublicAccessBlock', 'PutBucketPublicAccessBlock',
      'PutAccountPublicAccessBlock', 'PutAccessPointPolicy', 'PutBucketReplication', 'PutReplicationConfiguration'))
    OR (event_source = 'kms.amazonaws.com' AND call IN ('PutKeyPolicy', 'CreateGrant'))
    OR (event_source = 'lambda.amazonaws.com' AND call IN ('AddPermission', 'AddLayerVersionPermission', 'CreateFunctionUrlConfig',
      'UpdateFunctionUrlConfig'))
    OR (event_source = 'sqs.amazonaws.com' AND call IN ('AddPermission', 'SetQueueAttributes', 'CreateQueue'))
    OR (event_source = 'sns.amazonaws.com' AND call IN ('AddPermission', 'SetTopicAttributes', 'CreateTopic'))
    OR (event_source IN ('secretsmanager.amazonaws.com', 'glue.amazonaws.com', 'dynamodb.amazonaws.com', 'logs.amazonaws.com',
      'codebuild.amazonaws.com', 'ssm.amazonaws.com', 'kinesis.amazonaws.com', 'lambda.amazonaws.com', 'cloudtrail.amazonaws.com',
      'organizations.amazonaws.com') AND call IN ('PutResourcePolicy', 'PutDestinationPolicy', 'PutSubscriptionFilter',
      'ModifyDocumentPermission'))
    OR (event_source = 'ecr.amazonaws.com' AND call IN ('SetRepositoryPolicy', 'PutRegistryPolicy'))
    OR (event_source = 'events.amazonaws.com' AND call = 'PutPermission')
    OR (event_source = 'backup.amazonaws.com' AND call = 'PutBackupVaultAccessPolicy')
    OR (event_source = 'elasticfilesystem.amazonaws.com' AND call = 'PutFileSystemPolicy')
    OR (event_source = 'es.amazonaws.com' AND call IN ('UpdateDomainConfig', 'UpdateElasticsearchDomainConfig'))
    OR (event_source = 'acm-pca.amazonaws.com' AND call = 'PutPolicy')
    OR (event_source = 'ram.amazonaws.com' AND call IN ('CreateResourceShare', 'AssociateResourceShare'))
    OR (event_source = 'redshift.amazonaws.com' AND call IN ('AuthorizeDataShare', 'AuthorizeEndpointAccess'))
    OR (event_source = 'route53domains.amazonaws.com' AND call = 'TransferDomainToAnotherAwsAccount')
    OR (event_source = 'ec2.amazonaws.com' AND call IN ('CreateVpcPeeringConnection', 'ModifyVpcEndpointServicePermissions'))
), told AS (
  SELECT
    *,
    regexp_matches(call, 'PublicAccessBlock') AS block,
    list_sort(list_distinct(list_concat(
      coalesce(allowed_outsiders(document, recipient_account), []),
      list_filter(named, lambda who: is_outsider(who, recipient_account))))) AS given_to,
    list_contains(named, '*') OR coalesce(is_public(document), false) AS public
  FROM opened
)
SELECT
  event_time,
  credential,
  event_source,
  event_name,
  outcome,
  coalesce(request ->> '$.bucketName', request ->> '$.keyId', request ->> '$.functionName', request ->> '$.layerName', request ->> '$.queueUrl',
    request ->> '$.queueName', request ->> '$.topicArn', request ->> '$.secretId', request ->> '$.resourceArn', request ->> '$.repositoryName',
    request ->> '$.eventBusName', request ->> '$.backupVaultName', request ->> '$.fileSystemId', request ->> '$.domainName',
    request ->> '$.destinationName', request ->> '$.logGroupName', request ->> '$.policyName', request ->> '$.resourceArns', request ->> '$.name',
    request ->> '$.vpcId', resources ->> '$[0].ARN', wanted_resource(error_message)) AS resource,
  CASE WHEN NOT request_omitted AND request IS NOT NULL THEN given_to END AS given_to,
  public,
  CASE
    WHEN block AND call LIKE 'Delete%' THEN 'the block of public access removed'
    WHEN block THEN 'the block of public access loosened'
    WHEN call LIKE '%Replication%' THEN 'copied elsewhere as it is written: '
      || coalesce(nullif(regexp_extract(CAST(request AS VARCHAR), 'arn:aws[a-z-]*:s3:::([^"]+)', 1), ''), 'unknown')
    WHEN call = 'CreateGrant' THEN 'use of a key: ' || coalesce(request ->> '$.operations', 'unknown')
    WHEN (request ->> '$.authType') = 'NONE' THEN 'whoever knows the address'
    ELSE coalesce(policy_text(document), request ->> '$."x-amz-acl"', request ->> '$.action', request ->> '$.actions', request ->> '$.resourceArns') END AS what,
  invoked_by,
  source_ip,
  recipient_account,
  integrity,
  [event_id] AS evidence
FROM told
WHERE len(given_to) > 0
  OR public
  OR request_omitted
  OR call LIKE '%Replication%'
  OR (block AND (call LIKE 'Delete%' OR contains(CAST(request AS VARCHAR), 'false')))
  -- Refused before the record says what it was to be.
  OR (outcome <> 'succeeded' AND request IS NULL AND call NOT IN ('CreateQueue', 'CreateTopic', 'SetQueueAttributes', 'SetTopicAttributes'))
ORDER BY event_time, event_id;
