-- title: Traces removed, defenders locked out
-- question: Which users, roles, keys, passwords and rights did the radius take away, its own or those of others?
-- severity: high
-- attack: T1070, T1531
-- `what`: a trace is what the radius made itself and removed again; the rest was there before, and somebody may need it. Without the
-- record that made it, it counts as another's.
WITH taken AS (
  SELECT
    *,
    -- With its kind: a user and a role may bear one name.
    CASE
      WHEN call IN ('DeleteAccessKey', 'UpdateAccessKey') THEN 'key ' || (request ->> '$.accessKeyId')
      ELSE coalesce('user ' || (request ->> '$.userName'), 'role ' || (request ->> '$.roleName'), 'group ' || (request ->> '$.groupName'),
        'instance profile ' || (request ->> '$.instanceProfileName'), 'policy ' || (request ->> '$.policyArn'),
        'provider ' || coalesce(request ->> '$.sAMLProviderArn', request ->> '$.openIDConnectProviderArn'),
        'device ' || (request ->> '$.serialNumber'), request ->> '$.userId', request ->> '$.principalId', request ->> '$.membershipId',
        request ->> '$.principalArn', request ->> '$.serviceSpecificCredentialId') END AS thing
  FROM blast_calls
  WHERE (event_source = 'iam.amazonaws.com' AND call IN ('DeleteUser', 'DeleteRole', 'DeleteGroup', 'DeleteAccessKey', 'DeleteLoginProfile',
      'UpdateLoginProfile', 'DeactivateMFADevice', 'DeleteVirtualMFADevice', 'DetachUserPolicy', 'DetachRolePolicy', 'DetachGroupPolicy',
      'DeleteUserPolicy', 'DeleteRolePolicy', 'DeleteGroupPolicy', 'DeletePolicy', 'RemoveUserFromGroup', 'DeleteInstanceProfile',
      'RemoveRoleFromInstanceProfile', 'DeleteSAMLProvider', 'DeleteOpenIDConnectProvider', 'DeleteServiceSpecificCredential',
      'DeleteSSHPublicKey', 'DeleteSigningCertificate', 'UpdateAccountPasswordPolicy', 'DeleteAccountAlias'))
    OR (event_source = 'iam.amazonaws.com' AND call = 'UpdateAccessKey'
      AND coalesce(request ->> '$.status', 'Inactive') = 'Inactive')
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
  SELECT
    recipient_account,
    min(event_time) AS made_at,
    CASE call
      WHEN 'CreateUser' THEN 'user ' || (request ->> '$.userName')
      WHEN 'CreateRole' THEN 'role ' || (request ->> '$.roleName')
      WHEN 'CreateGroup' THEN 'group ' || (request ->> '$.groupName')
      WHEN 'CreateInstanceProfile' THEN 'instance profile ' || (request ->> '$.instanceProfileName')
      WHEN 'CreatePolicy' THEN 'policy ' || (response ->> '$.policy.arn')
      WHEN 'CreateAccessKey' THEN 'key ' || (response ->> '$.accessKey.accessKeyId')
      WHEN 'CreateVirtualMFADevice' THEN 'device ' || (response ->> '$.virtualMFADevice.serialNumber')
      ELSE 'provider ' || coalesce(response ->> '$.sAMLProviderArn', response ->> '$.openIDConnectProviderArn') END AS thing
  FROM blast_calls
  WHERE event_source = 'iam.amazonaws.com'
    AND outcome = 'succeeded'
    AND call IN ('CreateUser', 'CreateRole', 'CreateGroup', 'CreateInstanceProfile', 'CreatePolicy', 'CreateAccessKey',
      'CreateSAMLProvider',
      'CreateOpenIDConnectProvider', 'CreateVirtualMFADevice')
  GROUP BY ALL
)
SELECT
  t.event_time,
  t.credential,
  t.event_source,
  t.event_name,
  t.outcome,
  coalesce(t.thing, wanted_resource(t.error_message), CASE WHEN t.call LIKE '%Account%' THEN t.recipient_account END) AS target,
  coalesce(t.request ->> '$.policyArn', t.request ->> '$.policyName', t.request ->> '$.groupName',
    CASE WHEN t.call LIKE '%AccessKey' THEN t.request ->> '$.userName' END) AS detail,
  CASE
    WHEN m.thing IS NOT NULL THEN 'a trace removed'
    WHEN contains(t.request ->> '$.policyArn', 'AWSCompromisedKeyQuarantine') THEN 'the quarantine by AWS lifted'
    WHEN t.thing = 'key ' || t.access_key_id OR (t.identity_type = 'IAMUser' AND t.thing = 'user ' || regexp_extract(t.identity_arn,
      '[^/]*$')) THEN 'its own'
    WHEN t.call = 'UpdateAccountPasswordPolicy' THEN 'rules for everybody''s password'
    WHEN t.call LIKE 'Put%' OR t.call LIKE 'Attach%' THEN 'locked by a policy that denies'
    ELSE 'another''s' END AS what,
  t.invoked_by,
  t.source_ip,
  t.recipient_account,
  t.integrity,
  [t.event_id] AS evidence
FROM taken t
LEFT JOIN made m ON m.thing = t.thing AND m.recipient_account = t.recipient_account AND m.made_at <= t.event_time
ORDER BY t.event_time, t.event_id;
