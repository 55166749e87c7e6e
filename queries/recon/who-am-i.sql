-- title: Who am I, what may I do
-- question: Did the radius ask who it is and what it, and others, are allowed to do?
-- severity: low
-- attack: T1087.004, T1069.003
-- GetCallerIdentity needs no right and is what a thief tries first; tools of the owner call it as well.
-- The evidence of a row is its first hundred events.
WITH asked(event_source, call, about) AS (
  VALUES
    ('sts.amazonaws.com', 'GetCallerIdentity', 'who am I'),
    ('sts.amazonaws.com', 'GetAccessKeyInfo', 'who am I'),
    ('iam.amazonaws.com', 'GetUser', 'a user and its keys'),
    ('iam.amazonaws.com', 'GetAccessKeyLastUsed', 'a user and its keys'),
    ('iam.amazonaws.com', 'ListAccessKeys', 'a user and its keys'),
    ('iam.amazonaws.com', 'ListMFADevices', 'a user and its keys'),
    ('iam.amazonaws.com', 'GetLoginProfile', 'a user and its keys'),
    ('iam.amazonaws.com', 'GetSSHPublicKey', 'a user and its keys'),
    ('iam.amazonaws.com', 'SimulatePrincipalPolicy', 'what may I do'),
    ('iam.amazonaws.com', 'SimulateCustomPolicy', 'what may I do'),
    ('iam.amazonaws.com', 'ListAttachedUserPolicies', 'what may I do'),
    ('iam.amazonaws.com', 'ListUserPolicies', 'what may I do'),
    ('iam.amazonaws.com', 'GetUserPolicy', 'what may I do'),
    ('iam.amazonaws.com', 'ListGroupsForUser', 'what may I do'),
    ('iam.amazonaws.com', 'ListAttachedGroupPolicies', 'what may I do'),
    ('iam.amazonaws.com', 'ListGroupPolicies', 'what may I do'),
    ('iam.amazonaws.com', 'GetGroupPolicy', 'what may I do'),
    ('iam.amazonaws.com', 'ListAttachedRolePolicies', 'what may I do'),
    ('iam.amazonaws.com', 'ListRolePolicies', 'what may I do'),
    ('iam.amazonaws.com', 'GetRolePolicy', 'what may I do'),
    ('iam.amazonaws.com', 'GetPolicy', 'what may I do'),
    ('iam.amazonaws.com', 'GetPolicyVersion', 'what may I do'),
    ('iam.amazonaws.com', 'ListPolicyVersions', 'what may I do'),
    ('iam.amazonaws.com', 'GetContextKeysForPrincipalPolicy', 'what may I do'),
    ('iam.amazonaws.com', 'ListPoliciesGrantingServiceAccess', 'what may I do'),
    ('iam.amazonaws.com', 'GenerateServiceLastAccessedDetails', 'what may I do'),
    ('iam.amazonaws.com', 'GetServiceLastAccessedDetails', 'what may I do'),
    ('iam.amazonaws.com', 'GetAccountAuthorizationDetails', 'who else is there'),
    ('iam.amazonaws.com', 'GetAccountSummary', 'who else is there'),
    ('iam.amazonaws.com', 'ListUsers', 'who else is there'),
    ('iam.amazonaws.com', 'ListRoles', 'who else is there'),
    ('iam.amazonaws.com', 'ListGroups', 'who else is there'),
    ('iam.amazonaws.com', 'GetGroup', 'who else is there'),
    ('iam.amazonaws.com', 'GetRole', 'who else is there'),
    ('iam.amazonaws.com', 'ListPolicies', 'who else is there'),
    ('iam.amazonaws.com', 'ListEntitiesForPolicy', 'who else is there'),
    ('iam.amazonaws.com', 'ListInstanceProfiles', 'who else is there'),
    ('iam.amazonaws.com', 'GetInstanceProfile', 'who else is there'),
    ('iam.amazonaws.com', 'ListVirtualMFADevices', 'who else is there'),
    ('iam.amazonaws.com', 'ListSAMLProviders', 'who else is there'),
    ('iam.amazonaws.com', 'ListOpenIDConnectProviders', 'who else is there'),
    ('iam.amazonaws.com', 'ListServiceSpecificCredentials', 'who else is there'),
    ('iam.amazonaws.com', 'ListAccountAliases', 'who else is there'),
    ('iam.amazonaws.com', 'GetAccountPasswordPolicy', 'who else is there'),
    ('iam.amazonaws.com', 'GenerateCredentialReport', 'who else is there'),
    ('iam.amazonaws.com', 'GetCredentialReport', 'who else is there'),
    ('sts.amazonaws.com', 'DecodeAuthorizationMessage', 'what may I do'),
    ('sso.amazonaws.com', 'ListInstances', 'who else is there'),
    ('sso.amazonaws.com', 'ListPermissionSets', 'who else is there'),
    ('sso.amazonaws.com', 'ListAccountAssignments', 'who else is there'),
    ('sso.amazonaws.com', 'ListAccountsForProvisionedPermissionSet', 'who else is there'),
    ('identitystore.amazonaws.com', 'ListUsers', 'who else is there'),
    ('identitystore.amazonaws.com', 'ListGroups', 'who else is there'),
    ('identitystore.amazonaws.com', 'ListGroupMemberships', 'who else is there'),
    ('sso-directory.amazonaws.com', 'ListUsers', 'who else is there'),
    ('sso-directory.amazonaws.com', 'SearchUsers', 'who else is there'),
    ('sso-directory.amazonaws.com', 'ListGroups', 'who else is there'),
    ('sso-directory.amazonaws.com', 'SearchGroups', 'who else is there')
), called AS (
  SELECT
    b.*, a.about,
    coalesce(
      b.request ->> '$.userName', b.request ->> '$.roleName', b.request ->> '$.groupName', b.request ->> '$.policyArn',
      b.request ->> '$.policySourceArn', b.request ->> '$.accessKeyId') AS named
  FROM blast_calls b
  JOIN asked a ON a.event_source = b.event_source AND a.call = b.call
  WHERE NOT is_service(b.invoked_by)
)
SELECT
  credential,
  about,
  event_source,
  call,
  outcome,
  count(*) AS events,
  list_sort(list(DISTINCT named) FILTER (named IS NOT NULL))[1:20] AS asked_about,
  list_sort(list(DISTINCT aws_region)) AS regions,
  list_sort(list(DISTINCT source_ip))[1:20] AS addresses,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM called
GROUP BY credential, about, event_source, call, outcome
ORDER BY first_time, credential, event_source, call, outcome;
