-- title: Guardrails removed
-- question: Which limits did the radius lift: permissions boundaries, policies, quarantine, policies of the organization?
-- severity: high
-- attack: T1098.003, T1548, T1666, T1562.001, T1685
-- A policy that is taken away may have allowed or denied something: the record does not say which. Putting a boundary in place is
-- among them, because it replaces the one that was there.
WITH lifted AS (
  SELECT
    *,
    coalesce(request ->> '$.userName', request ->> '$.roleName', request ->> '$.groupName', request ->> '$.targetId',
      request ->> '$.accountId',
      request ->> '$.rootId', request ->> '$.permissionSetArn', request ->> '$.bucketName', wanted_resource(error_message),
      CASE WHEN event_source = 'ec2.amazonaws.com' THEN aws_region END) AS target,
    coalesce(request ->> '$.policyArn', request ->> '$.permissionsBoundary', request ->> '$.policyName', request ->> '$.policyId',
      request ->> '$.policyType', request ->> '$.servicePrincipal', request ->> '$.groupName') AS policy
  FROM blast_calls
  WHERE (event_source = 'iam.amazonaws.com' AND call IN ('DeleteUserPermissionsBoundary', 'DeleteRolePermissionsBoundary',
      'PutUserPermissionsBoundary', 'PutRolePermissionsBoundary', 'DetachUserPolicy', 'DetachRolePolicy', 'DetachGroupPolicy',
      'DeleteUserPolicy', 'DeleteRolePolicy', 'DeleteGroupPolicy', 'DeletePolicy', 'DeletePolicyVersion', 'RemoveUserFromGroup'))
    OR (event_source = 'organizations.amazonaws.com' AND call IN ('DetachPolicy', 'DeletePolicy', 'UpdatePolicy', 'DisablePolicyType',
      'LeaveOrganization', 'RemoveAccountFromOrganization', 'MoveAccount', 'DeleteOrganization', 'DisableAWSServiceAccess',
      'DeregisterDelegatedAdministrator', 'DeleteResourcePolicy'))
    -- What a bucket's policy denied is denied no more.
    OR (event_source = 's3.amazonaws.com' AND call = 'DeleteBucketPolicy')
    OR (event_source = 'sso.amazonaws.com' AND call IN ('DeletePermissionsBoundaryFromPermissionSet',
      'PutPermissionsBoundaryToPermissionSet'))
    OR (event_source = 'ec2.amazonaws.com' AND call IN ('DisableEbsEncryptionByDefault', 'DisableImageBlockPublicAccess',
      'DisableSnapshotBlockPublicAccess', 'DisableImageDeregistrationProtection', 'DisableAllowedImagesSettings'))
)
SELECT
  event_time,
  credential,
  event_source,
  event_name,
  outcome,
  CASE
    WHEN contains(policy, 'AWSCompromisedKeyQuarantine') THEN 'the quarantine by AWS lifted'
    WHEN call LIKE 'Put%Boundary%' THEN 'permissions boundary replaced'
    WHEN call LIKE 'Delete%Boundary%' THEN 'permissions boundary removed'
    WHEN call = 'LeaveOrganization' THEN 'the account out of its organization, and of its policies and trail'
    WHEN call = 'RemoveAccountFromOrganization' THEN 'an account out of the organization'
    WHEN call = 'MoveAccount' THEN 'an account under other policies of the organization'
    WHEN event_source = 'organizations.amazonaws.com' THEN 'policy or service of the organization'
    WHEN event_source = 'ec2.amazonaws.com' THEN 'protection of the whole region'
    ELSE 'policy taken away' END AS what,
  target,
  policy,
  invoked_by,
  source_ip,
  recipient_account,
  integrity,
  [event_id] AS evidence
FROM lifted
ORDER BY event_time, event_id;
