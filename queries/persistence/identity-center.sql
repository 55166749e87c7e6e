-- title: Identity Center
-- question: Did the radius make users, memberships, permission sets, assignments or second factors in Identity Center?
-- severity: critical
-- attack: T1136.003, T1098.003, T1098.005
-- `broad`: a permission set that gives every right, or that over IAM; null where the record does not say. The same names of calls are
-- those of two directories: sso-directory (console) and identitystore (API).
SELECT
  event_time,
  credential,
  event_source,
  event_name,
  outcome,
  coalesce(request ->> '$.userName', request ->> '$.user.userName', response ->> '$.user.userName', request ->> '$.displayName',
    request ->> '$.name',
    request ->> '$.principalId', request ->> '$.memberId.userId', request ->> '$.member.memberId', request ->> '$.userId',
    response ->> '$.userId', wanted_resource(error_message)) AS who,
  coalesce(request ->> '$.permissionSetArn', response ->> '$.permissionSet.permissionSetArn', request ->> '$.groupId',
    request ->> '$.deviceId',
    request ->> '$.mfaDeviceId') AS resource,
  request ->> '$.targetId' AS account,
  coalesce(request ->> '$.managedPolicyArn', request ->> '$.customerManagedPolicyReference.name', request ->> '$.inlinePolicy') AS policy,
  CASE WHEN request ->> '$.managedPolicyArn' IS NOT NULL THEN is_broad_policy(request ->> '$.managedPolicyArn')
    WHEN request ->> '$.inlinePolicy' IS NOT NULL THEN is_broad(request ->> '$.inlinePolicy') END AS broad,
  invoked_by,
  source_ip,
  integrity,
  [event_id] AS evidence
FROM blast_calls
WHERE event_source IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com', 'identitystore.amazonaws.com')
  AND call IN ('CreateUser', 'UpdateUser', 'EnableUser', 'CreateGroup', 'CreateGroupMembership', 'AddMemberToGroup', 'UpdatePassword',
    'UpdateUserName', 'VerifyEmail', 'CreatePermissionSet', 'UpdatePermissionSet', 'AttachManagedPolicyToPermissionSet',
    'AttachCustomerManagedPolicyReferenceToPermissionSet', 'PutInlinePolicyToPermissionSet', 'ProvisionPermissionSet',
    'CreateAccountAssignment', 'CreateApplicationAssignment', 'UpdateMfaDeviceForUser', 'DeleteMfaDeviceForUser',
    'StartVirtualMfaDeviceRegistration', 'CompleteVirtualMfaDeviceRegistration', 'StartWebAuthnDeviceRegistration',
    'CompleteWebAuthnDeviceRegistration', 'PutMfaDeviceManagementForDirectory', 'AssociateProfile', 'CreateInstance')
ORDER BY event_time, event_id;
