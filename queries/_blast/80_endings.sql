-- What somebody did up to the time of the report that ends or restores a credential, or what it rests on: successful calls of IAM, few in
-- any case. `subject` is the name of the user or role, which is the caller's own where a user acts on itself.
CREATE OR REPLACE TEMP TABLE spread_endings AS
SELECT
  event_id,
  event_time,
  call_name(event_name) AS call,
  coalesce(recipient_account, identity_account) AS account,
  coalesce(identity_arn, invoked_by) AS actor,
  CASE WHEN event_name LIKE '%Role%' THEN 'role' ELSE 'user' END AS sort,
  coalesce(request ->> '$.roleName', request ->> '$.userName', regexp_extract(identity_arn, '[^/]*$')) AS subject,
  request ->> '$.accessKeyId' AS key_id,
  request ->> '$.status' AS status,
  coalesce('inline ' || (request ->> '$.policyName'), request ->> '$.policyArn') AS policy,
  request ->> '$.policyDocument' AS document,
  coalesce(request ->> '$.serviceSpecificCredentialId', request ->> '$.sSHPublicKeyId', request ->> '$.certificateId', request ->> '$.serialNumber',
    request ->> '$.sAMLProviderArn', request ->> '$.openIDConnectProviderArn') AS thing,
  coalesce(integrity IN ('valid', 'altered-container'), false) AS proven,
  -- Somebody had a hand on it: whoever wants a key to look dead writes such a record.
  coalesce(integrity IN ('unlisted', 'modified', 'chain-mismatch', 'invalid-signature', 'moved'), false) AS forged
FROM events
WHERE event_source = 'iam.amazonaws.com'
  AND event_name IN ('UpdateAccessKey', 'DeleteAccessKey', 'DeleteUser', 'DeleteRole', 'CreateLoginProfile', 'UpdateLoginProfile', 'DeleteLoginProfile',
    'PutUserPolicy', 'DeleteUserPolicy', 'AttachUserPolicy', 'DetachUserPolicy', 'PutRolePolicy', 'DeleteRolePolicy', 'AttachRolePolicy', 'DetachRolePolicy',
    'DeleteServiceSpecificCredential', 'UpdateServiceSpecificCredential', 'DeleteSSHPublicKey', 'UpdateSSHPublicKey', 'DeleteSigningCertificate',
    'UpdateSigningCertificate', 'DeactivateMFADevice', 'DeleteVirtualMFADevice', 'UpdateAssumeRolePolicy', 'DeleteSAMLProvider', 'DeleteOpenIDConnectProvider')
  AND error_code IS NULL
  AND event_time <= CAST($as_of AS TIMESTAMP);
