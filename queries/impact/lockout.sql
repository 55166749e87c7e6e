-- title: Traces removed, defenders locked out
-- question: Which users, roles, keys, passwords and rights did the radius take away, its own or those of others?
-- severity: high
-- attack: T1070, T1531
-- `what`: a trace is what the radius made itself and removed again; the rest was there before, and somebody may need it. Without the
-- record that made it, it counts as another's.
WITH taken AS (
  SELECT
    *,
    CASE
      WHEN call IN ('DeleteAccessKey', 'UpdateAccessKey') THEN request ->> '$.accessKeyId'
      ELSE coalesce(request ->> '$.userName', request ->> '$.roleName', request ->> '$.groupName', request ->> '$.instanceProfileName',
        request ->> '$.policyArn', request ->> '$.sAMLProviderArn', request ->> '$.openIDConnectProviderArn', request ->> '$.userId',
        request ->> '$.principalId', request ->> '$.membershipId', request ->> '$.principalArn', request ->> '$.serialNumber',
        request ->> '$.serviceSpecificCredentialId') END AS thing
  FROM blast_calls
  WHERE (event_source = 'iam.amazonaws.com' AND call IN ('DeleteUser', 'DeleteRole', 'DeleteGroup', 'DeleteAccessKey', 'DeleteLoginProfile',
      'UpdateLoginProfile', 'DeactivateMFADevice', 'DeleteVirtualMFADevice', 'DetachUserPolicy', 'DetachRolePolicy', 'DetachGroupPolicy',
      'DeleteUserPolicy', 'DeleteRolePolicy', 'DeleteGroupPolicy', 'DeletePolicy', 'RemoveUserFromGroup', 'DeleteInstanceProfile',
      'RemoveRoleFromInstanceProfile', 'DeleteSAMLProvider', 'DeleteOpenIDConnectProvider', 'DeleteServiceSpecificCredential',
      'DeleteSSHPublicKey', 'DeleteSigningCertificate', 'UpdateAccountPasswordPolicy', 'DeleteAccountAlias'))
    OR (event_source = 'iam.amazonaws.com' AND call = 'UpdateAccessKey' AND (request ->> '$.status') = 'Inactive')
    -- A policy that denies everything is a lock.
    OR (event_source = 'iam.amazonaws.com' AND call IN ('PutUserPolicy', 'PutRolePolicy', 'PutGroupPolicy')
      AND contains(request ->> '$.policyDocument', '"Deny"'))
    OR (event_source = 'iam.amazonaws.com' AND call IN ('AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy')
      AND (request ->> '$.policyArn') LIKE '%:aws:policy/AWSDenyAll')
    OR (event_source IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com', 'identitystore.amazonaws.com') AND call IN ('DeleteUser',
      'DisableUser', 'DeleteGroup', 'DeleteGroupMembership', 'RemoveMemberFromGroup', 'DeleteAccountAssignment', 'DeletePermissionSet',
      'UpdatePassword', 'DeleteMfaDeviceForUser'))
    OR (event_source = 'eks.amazonaws.com' AND call IN ('DeleteAccessEntry', 'DisassociateAccessPolicy'))
    OR (event_source = 'organizations.amazonaws.com' AND call IN ('CloseAccount', 'DeregisterDelegatedAdministrator'))
    OR (event_source = 'account.amazonaws.com' AND call = 'DeleteAlternateContact')
), made AS (
  SELECT DISTINCT
    recipient_account,
    unnest([coalesce(response ->> '$.user.userName', response ->> '$.role.roleName', response ->> '$.group.groupName',
      response ->> '$.instanceProfile.instanceProfileName', response ->> '$.policy.arn', response ->> '$.accessKey.accessKeyId',
      response ->> '$.sAMLProviderArn', response ->> '$.openIDConnectProviderArn', response ->> '$.virtualMFADevice.serialNumber',
      response ->> '$.loginProfile.userName', request ->> '$.userName', request ->> '$.roleName', request ->> '$.groupName',
      request ->> '$.instanceProfileName')]) AS thing
  FROM blast_calls
  WHERE event_source = 'iam.amazonaws.com'
    AND outcome = 'succeeded'
    AND call IN ('CreateUser', 'CreateRole', 'CreateGroup', 'CreateInstanceProfile', 'CreatePolicy', 'CreateAccessKey', 'CreateSAMLProvider',
      'CreateOpenIDConnectProvider', 'CreateVirtualMFADevice')
)
SELECT
  t.event_time,
  t.credential,
  t.event_source,
  t.event_name,
  t.outcome,
  coalesce(t.thing, wanted_resource(t.error_message), CASE WHEN t.call LIKE '%Account%' THEN t.recipient_account END) AS target,
  coalesce(t.request ->> '$.policyArn', t.request ->> '$.policyName', t.request ->> '$.groupName', CASE WHEN t.call LIKE '%AccessKey' THEN t.request ->> '$.userName' END) AS detail,
  CASE
    WHEN m.thing IS NOT NULL THEN 'a trace removed'
    WHEN contains(t.request ->> '$.policyArn', 'AWSCompromisedKeyQuarantine') THEN 'the quarantine by AWS lifted'
    WHEN t.thing = t.access_key_id OR (t.identity_type = 'IAMUser' AND t.thing = regexp_extract(t.identity_arn, '[^/]*$')) THEN 'its own'
    WHEN t.call = 'UpdateAccountPasswordPolicy' THEN 'rules for everybody''s password'
    WHEN t.call LIKE 'Put%' OR t.call LIKE 'Attach%' THEN 'locked by a policy that denies'
    ELSE 'another''s' END AS what,
  t.invoked_by,
  t.source_ip,
  t.recipient_account,
  t.integrity,
  [t.event_id] AS evidence
FROM taken t
LEFT JOIN made m ON m.thing = t.thing AND m.recipient_account = t.recipient_account
ORDER BY t.event_time, t.event_id;
