-- What the calls of a table (blast_calls, spread_writes) gave to somebody outside the account they were made in: a row per call and
-- outsider, with `resource` the thing that was given. `outsider`: an account id, an ARN, a canonical user id, `*` for everybody; null
-- where a call only takes a bar away. `conditional`: every statement that names him has a Condition, which a person has to read.
CREATE OR REPLACE TEMP MACRO grants_in(calls_table) AS TABLE
WITH calling AS (
  SELECT
    event_id, event_time, node, event_source, call, recipient_account, aws_region, response,
    unwrapped(event_name, request) AS asked
  FROM query_table(calls_table)
  WHERE contains(call, 'Policy') OR contains(call, 'Permission')
    OR call IN ('PutBucketAcl', 'PutObjectAcl', 'DeleteBucketPublicAccessBlock', 'DeleteAccountPublicAccessBlock', 'DeletePublicAccessBlock',
      'PutBucketReplication', 'CreateKey', 'ReplicateKey', 'CreateGrant', 'CreateQueue', 'SetQueueAttributes', 'CreateTopic', 'SetTopicAttributes',
      'PutSubscriptionFilter', 'CreateRole', 'ModifySnapshotAttribute', 'ModifyImageAttribute', 'ModifyFpgaImageAttribute',
      'ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute', 'AuthorizeSnapshotAccess', 'AuthorizeEndpointAccess',
      'AuthorizeDataShare', 'CreateResourceShare', 'AssociateResourceShare', 'GrantPermissions', 'BatchGrantPermissions',
      'CreateAccount', 'InviteAccountToOrganization', 'RegisterDelegatedAdministrator', 'TransferDomainToAnotherAwsAccount',
      'CreateVpcPeeringConnection', 'AcceptVpcPeeringConnection', 'CreateTransitGatewayPeeringAttachment', 'CreateAccessEntry')
), said AS (
  SELECT
    * EXCLUDE (asked, response),
    resource_policy(event_source, call, asked) AS policy,
    list_filter(json_extract_string(asked, [
      '$.bucketName', '$.keyId', '$.functionName', '$.layerName', '$.queueUrl', '$.queueName', '$.topicArn', '$.secretId',
      '$.repositoryName', '$.eventBusName', '$.destinationName', '$.logGroupName', '$.snapshotId', '$.imageId',
      '$.fpgaImageId', '$.dBSnapshotIdentifier', '$.dBClusterSnapshotIdentifier', '$.snapshotIdentifier', '$.resourceArn',
      '$.ResourceArn', '$.resourceARN', '$.backupVaultName', '$.resourceShareArn', '$.resourceArns', '$.domainName',
      '$.roleName', '$.ServiceId', '$.vpcId', '$.fileSystemId', '$.domain', '$.name', '$.resource']), lambda name: name IS NOT NULL)[1] AS resource,
    CASE
      WHEN call IN ('PutBucketAcl', 'PutObjectAcl') THEN flatten([
        CASE WHEN regexp_matches(CAST(asked AS VARCHAR), 'global/AllUsers|"public-read') THEN ['*'] ELSE [] END,
        CASE WHEN regexp_matches(CAST(asked AS VARCHAR), 'global/AuthenticatedUsers|"authenticated-read"') THEN ['every AWS account'] ELSE [] END,
        -- The owner stands in his own list.
        list_filter(
          regexp_extract_all(
            concat_ws(' ', asked -> '$.AccessControlPolicy.AccessControlList', asked ->> '$."x-amz-grant-read"', asked ->> '$."x-amz-grant-write"',
              asked ->> '$."x-amz-grant-full-control"', asked ->> '$."x-amz-grant-read-acp"', asked ->> '$."x-amz-grant-write-acp"'), '\b[0-9a-f]{64}\b'),
          lambda id: id IS DISTINCT FROM (asked ->> '$.AccessControlPolicy.Owner.ID'))])
      WHEN call = 'PutBucketReplication' THEN regexp_extract_all(CAST(asked AS VARCHAR), '"Account"\s*:\s*"(\d{12})"', 1)
      WHEN call = 'CreateGrant' THEN [asked ->> '$.granteePrincipal']
      -- Lambda and CloudWatch Events name one principal, SQS and SNS accounts.
      WHEN call IN ('AddPermission', 'PutPermission', 'AddLayerVersionPermission') THEN flatten([
        strings_at(asked, '$.principal'), strings_at(asked, '$.aWSAccountIds'), strings_at(asked, '$.aWSAccountId'), strings_at(asked, '$.AWSAccountIds')])
      WHEN call = 'PutSubscriptionFilter' THEN [asked ->> '$.destinationArn']
      -- Only what is added: createVolumePermission.add.items[], launchPermission.add.items[], valuesToAdd[].
      WHEN call IN ('ModifySnapshotAttribute', 'ModifyImageAttribute', 'ModifyFpgaImageAttribute', 'ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute')
        THEN list_transform(
          regexp_extract_all(
            CAST(coalesce(asked -> '$.createVolumePermission.add', asked -> '$.launchPermission.add', asked -> '$.loadPermission.add', asked -> '$.valuesToAdd') AS VARCHAR),
            '"(\d{12}|all|arn:aws[^"]+)"', 1),
          lambda who: CASE who WHEN 'all' THEN '*' ELSE who END)
      WHEN call IN ('AuthorizeSnapshotAccess', 'AuthorizeEndpointAccess', 'AuthorizeDataShare')
        THEN [coalesce(asked ->> '$.accountWithRestoreAccess', asked ->> '$.account', asked ->> '$.consumerIdentifier')]
      WHEN call IN ('CreateResourceShare', 'AssociateResourceShare') THEN strings_at(asked, '$.principals')
      WHEN call IN ('GrantPermissions', 'BatchGrantPermissions')
        THEN regexp_extract_all(CAST(asked AS VARCHAR), '"dataLakePrincipalIdentifier"\s*:\s*"([^"]+)"', 1)
      WHEN call = 'CreateAccount' THEN [response ->> '$.createAccountStatus.accountId']
      WHEN call = 'InviteAccountToOrganization' THEN [asked ->> '$.target.id']
      WHEN call IN ('RegisterDelegatedAdministrator', 'TransferDomainToAnotherAwsAccount') THEN [asked ->> '$.accountId']
      WHEN call = 'CreateVpcPeeringConnection' THEN [asked ->> '$.peerOwnerId']
      WHEN call = 'AcceptVpcPeeringConnection' THEN [response ->> '$.vpcPeeringConnection.requesterVpcInfo.ownerId']
      WHEN call = 'CreateTransitGatewayPeeringAttachment' THEN [coalesce(asked ->> '$.PeerAccountId', asked ->> '$.peerAccountId')]
      WHEN call = 'ModifyVpcEndpointServicePermissions'
        THEN regexp_extract_all(CAST(coalesce(asked -> '$.AddAllowedPrincipals', asked -> '$.addAllowedPrincipals') AS VARCHAR), '"(\*|arn:aws[^"]+)"', 1)
      WHEN call = 'CreateAccessEntry' THEN [asked ->> '$.principalArn']
      WHEN call IN ('DeleteBucketPublicAccessBlock', 'DeleteAccountPublicAccessBlock', 'DeletePublicAccessBlock') THEN [NULL]
    END AS by_name
  FROM calling
), stated AS (
  SELECT * EXCLUDE (policy), unnest(allowing(policy)) AS statement FROM (SELECT * EXCLUDE (by_name) FROM said WHERE policy IS NOT NULL)
), named AS (
  SELECT
    * EXCLUDE (statement),
    json_exists(statement, '$.Condition') AS conditional,
    -- NotPrincipal lets in everybody else.
    unnest(CASE json_type(statement, '$.Principal')
      WHEN 'VARCHAR' THEN [statement ->> '$.Principal']
      WHEN 'OBJECT' THEN flatten([
        strings_at(statement, '$.Principal.AWS'), strings_at(statement, '$.Principal.Federated'), strings_at(statement, '$.Principal.CanonicalUser')])
      ELSE CASE WHEN json_exists(statement, '$.NotPrincipal') THEN ['*'] END END) AS outsider
  FROM stated
  UNION ALL
  SELECT * EXCLUDE (policy, by_name), false, unnest(by_name) FROM said
), told_apart AS (
  -- The account that an outsider belongs to; null for everybody, for canonical ids and for what is below an organization.
  -- An identity provider lies in the account itself and lets in others.
  SELECT *, CASE WHEN NOT contains(outsider, '-provider/') THEN nullif(regexp_extract(outsider, '^(?:arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:)?(\d{12})(?::|$)', 1), '') END AS outside_account
  FROM named
)
SELECT event_id, event_time, node, event_source, call, recipient_account, aws_region, resource, outsider, outside_account, bool_and(conditional) AS conditional
FROM told_apart
WHERE (outside_account IS NULL OR outside_account <> recipient_account)
  -- A service that is let in is no outsider, and neither is a name that tells no account.
  AND (outsider IS NULL AND call LIKE 'Delete%'
    OR outside_account IS NOT NULL OR outsider IN ('*', 'every AWS account')
    OR regexp_full_match(outsider, '[0-9a-f]{64}') OR outsider LIKE 'arn:aws%:organizations::%' OR regexp_matches(outsider, ':(saml|oidc)-provider/')
    OR outsider IN ('accounts.google.com', 'cognito-identity.amazonaws.com', 'graph.facebook.com', 'www.amazon.com'))
GROUP BY event_id, event_time, node, event_source, call, recipient_account, aws_region, resource, outsider, outside_account;
