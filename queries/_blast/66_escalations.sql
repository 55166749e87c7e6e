-- What the radius did to rights: no credential came of it, and yet who was given more, or whose guard was taken away, is another principal
-- from that moment on. `target`: whom it is about, by the name that the call gives.
CREATE OR REPLACE TEMP TABLE blast_escalations AS
WITH calls AS (
  SELECT
    *,
    CASE
      WHEN event_source = 'iam.amazonaws.com' THEN CASE
        WHEN call IN ('AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy', 'PutUserPolicy', 'PutRolePolicy', 'PutGroupPolicy',
          'CreatePolicyVersion', 'SetDefaultPolicyVersion') THEN 'policy-granted'
        WHEN call = 'AddUserToGroup' THEN 'group-joined'
        WHEN call IN ('DeleteUserPermissionsBoundary', 'DeleteRolePermissionsBoundary', 'PutUserPermissionsBoundary', 'PutRolePermissionsBoundary')
          THEN 'boundary-changed'
        WHEN call IN ('DetachUserPolicy', 'DetachRolePolicy', 'DetachGroupPolicy', 'DeleteUserPolicy', 'DeleteRolePolicy', 'DeleteGroupPolicy')
          THEN 'policy-removed'
        WHEN call IN ('UpdateAssumeRolePolicy', 'UpdateSAMLProvider', 'AddClientIDToOpenIDConnectProvider', 'UpdateOpenIDConnectProviderThumbprint')
          THEN 'trust-changed'
        WHEN call IN ('CreateInstanceProfile', 'AddRoleToInstanceProfile') THEN 'instance-profile'
        WHEN call IN ('EnableOrganizationsRootSessions', 'EnableOrganizationsRootCredentialsManagement') THEN 'root-sessions'
        WHEN call IN ('CreateVirtualMFADevice', 'EnableMFADevice', 'ResyncMFADevice', 'DeactivateMFADevice', 'DeleteVirtualMFADevice') THEN 'mfa-changed'
        WHEN call IN ('UploadServerCertificate', 'UploadSigningCertificate', 'UploadSSHPublicKey', 'CreateServiceSpecificCredential',
          'ResetServiceSpecificCredential', 'UpdateServiceSpecificCredential') THEN 'other-credential'
        END
      WHEN event_source = 'sts.amazonaws.com' AND call = 'GetWebIdentityToken' THEN 'outbound-federation'
      WHEN event_source = 'sso.amazonaws.com' AND call IN ('CreatePermissionSet', 'AttachManagedPolicyToPermissionSet',
        'AttachCustomerManagedPolicyReferenceToPermissionSet', 'PutInlinePolicyToPermissionSet', 'ProvisionPermissionSet', 'CreateAccountAssignment',
        'DeletePermissionsBoundaryFromPermissionSet') THEN 'permission-set'
      WHEN event_source IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com', 'identitystore.amazonaws.com') AND call IN (
        'CreateGroupMembership', 'AddMemberToGroup') THEN 'group-joined'
      WHEN event_source IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com') AND call IN (
        'EnableExternalIdPConfigurationForDirectory', 'UpdateSsoConfiguration', 'UpdateExternalIdPConfigurationForDirectory') THEN 'trust-changed'
      WHEN event_source = 'organizations.amazonaws.com' AND call IN ('RegisterDelegatedAdministrator', 'AttachPolicy', 'DetachPolicy',
        'DisablePolicyType', 'LeaveOrganization') THEN 'organization'
      WHEN event_source = 'cognito-idp.amazonaws.com' AND call IN ('AdminCreateUser', 'AdminSetUserPassword') THEN 'cognito-user'
      WHEN event_source = 'acm-pca.amazonaws.com' AND call IN ('IssueCertificate', 'GetCertificate') THEN 'certificate'
      WHEN event_source = 'cloudfront.amazonaws.com' AND call IN ('CreatePublicKey', 'CreateKeyGroup') THEN 'other-credential'
      WHEN event_source = 'eks.amazonaws.com' AND call IN ('CreateAccessEntry', 'AssociateAccessPolicy') THEN 'kubernetes' END AS kind
  FROM blast_calls
  WHERE outcome = 'succeeded'
), named AS (
  SELECT
    event_id, event_time, credential, kind, event_source, call, recipient_account AS account,
    told(coalesce(request ->> '$.policyArn', request ->> '$.managedPolicyArn', request ->> '$.policyName', request ->> '$.permissionSetArn')) AS granted,
    CASE
      WHEN (request ->> '$.userName') IS NOT NULL THEN 'user/' || (request ->> '$.userName')
      WHEN (request ->> '$.roleName') IS NOT NULL THEN 'role/' || (request ->> '$.roleName')
      WHEN (request ->> '$.groupName') IS NOT NULL THEN 'group/' || (request ->> '$.groupName')
      WHEN (request ->> '$.instanceProfileName') IS NOT NULL THEN 'instance-profile/' || (request ->> '$.instanceProfileName')
      ELSE told(coalesce(request ->> '$.principalId', request ->> '$.member.memberId', request ->> '$.memberId.userId', request ->> '$.principalArn',
        request ->> '$.targetId', request ->> '$.accountId', request ->> '$.serialNumber', request ->> '$.sAMLProviderArn',
        request ->> '$.openIDConnectProviderArn', request ->> '$.policyArn')) END AS target
  FROM calls
  WHERE kind IS NOT NULL AND NOT quarantine
), bearers AS (
  -- The same spelling for who acted: a user by its name, a session by its role's.
  SELECT
    node, account, last_time,
    CASE WHEN issuer_arn IS NOT NULL AND identity_type = 'AssumedRole' THEN 'role/' || regexp_extract(issuer_arn, '[^/]*$')
      WHEN identity_type = 'IAMUser' THEN 'user/' || regexp_extract(identity_arn, '[^/]*$') END AS who
  FROM spread_actors
)
SELECT
  n.*,
  -- Sessions and keys of the target that acted after it: inside the radius, and outside.
  count(b.node) FILTER (b.node IN (SELECT node FROM spread_reach)) AS inside_after,
  count(b.node) FILTER (b.node NOT IN (SELECT node FROM spread_reach)) AS outside_after
FROM named n
LEFT JOIN bearers b ON b.account = n.account AND b.who = n.target AND b.last_time > n.event_time
GROUP BY ALL;
