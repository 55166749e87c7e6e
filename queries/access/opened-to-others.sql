-- title: Resources opened to others
-- question: Which buckets, queues, keys, functions and other resources did the radius open to another account or to everybody?
-- severity: critical
-- attack: T1537, T1098
-- `given_to`: who is neither of the resource's account nor a service; `public`: everybody, without a condition; `conditional`: a person
-- has to read what the conditions leave of it. A policy that lets in nobody new is not told. Where the record leaves out what was
-- granted, or the call was refused before it said so, `given_to` is null.
WITH granted AS (
  -- Roles, snapshots and accounts of the organization have questions of their own.
  SELECT
    event_id,
    any_value(resource) AS resource,
    list_sort(list(DISTINCT outsider) FILTER (outsider IS NOT NULL)) AS given_to,
    bool_or(outsider IN ('*', 'every AWS account') AND NOT conditional) AS public,
    bool_and(conditional) FILTER (outsider IS NOT NULL) AS conditional
  FROM blast_outsiders
  WHERE service NOT IN ('iam', 'eks', 'organizations')
    AND call NOT IN ('ModifySnapshotAttribute', 'ModifyImageAttribute', 'ModifyFpgaImageAttribute', 'ModifyDBSnapshotAttribute',
      'ModifyDBClusterSnapshotAttribute', 'AuthorizeSnapshotAccess')
  GROUP BY event_id
), opened AS (
  SELECT
    c.*,
    g.given_to,
    -- A function with an address of its own and without a signature asked for.
    coalesce(g.public, false) OR coalesce((c.request ->> '$.authType') = 'NONE', false) AS public,
    g.conditional,
    g.resource,
    coalesce(
      c.request ->> '$.bucketPolicy', c.request ->> '$.policy', c.request ->> '$.resourcePolicy', c.request ->> '$.policyText',
      c.request ->> '$.policyDocument', c.request ->> '$.policyInJson', c.request ->> '$.accessPolicy', c.request ->> '$.accessPolicies',
      c.request ->> '$.attributes.Policy', c.request ->> '$.attributeValue') AS document
  FROM blast_calls c
  LEFT JOIN granted g ON g.event_id = c.event_id
  WHERE g.event_id IS NOT NULL
    OR (c.event_source = 'lambda.amazonaws.com' AND c.call IN ('CreateFunctionUrlConfig', 'UpdateFunctionUrlConfig')
      AND (c.request ->> '$.authType') = 'NONE')
    -- Both spellings of the calls of S3: the log's and the API's. A copy elsewhere may name no account.
    OR (c.event_source = 's3.amazonaws.com' AND c.call IN ('PutBucketReplication', 'PutReplicationConfiguration'))
    OR (c.event_source = 's3.amazonaws.com' AND c.call IN ('PutPublicAccessBlock', 'PutBucketPublicAccessBlock',
      'PutAccountPublicAccessBlock',
        'DeletePublicAccessBlock', 'DeleteBucketPublicAccessBlock', 'DeleteAccountPublicAccessBlock')
      AND (c.call LIKE 'Delete%' OR c.request IS NULL OR contains(CAST(c.request AS VARCHAR), 'false')))
    -- Left out for its size, or refused before the record says what it was to be.
    OR ((c.request_omitted OR (c.outcome <> 'succeeded' AND c.request IS NULL)) AND c.call IN ('PutBucketPolicy', 'PutBucketAcl',
      'PutObjectAcl',
      'PutAccessPointPolicy', 'PutKeyPolicy', 'CreateGrant', 'AddPermission', 'AddLayerVersionPermission', 'PutResourcePolicy',
      'PutDestinationPolicy', 'SetRepositoryPolicy', 'PutRegistryPolicy', 'PutPermission', 'PutBackupVaultAccessPolicy',
      'PutFileSystemPolicy',
      'CreateResourceShare', 'AssociateResourceShare', 'AuthorizeDataShare', 'TransferDomainToAnotherAwsAccount',
      'ModifyVpcEndpointServicePermissions'))
)
SELECT
  event_time,
  credential,
  event_source,
  event_name,
  outcome,
  coalesce(resource, request ->> '$.bucketName', request ->> '$.functionName', resources ->> '$[0].ARN',
    wanted_resource(error_message)) AS resource,
  given_to,
  public,
  conditional,
  CASE
    WHEN call LIKE 'Delete%PublicAccessBlock' THEN 'the block of public access removed'
    WHEN call LIKE '%PublicAccessBlock' THEN 'the block of public access loosened'
    WHEN call LIKE '%Replication%' THEN 'copied elsewhere as it is written: '
      || coalesce(nullif(regexp_extract(CAST(request AS VARCHAR), 'arn:aws[a-z-]*:s3:::([^"]+)', 1), ''), 'unknown')
    WHEN call = 'CreateGrant' THEN 'use of a key: ' || coalesce(request ->> '$.operations', 'unknown')
    WHEN (request ->> '$.authType') = 'NONE' THEN 'whoever knows the address'
    ELSE coalesce(policy_text(nullif(document, '')), request ->> '$."x-amz-acl"', request ->> '$.action', request ->> '$.actions',
      request ->> '$.resourceArns') END AS what,
  invoked_by,
  source_ip,
  recipient_account,
  integrity,
  [event_id] AS evidence
FROM opened
ORDER BY event_time, event_id;
