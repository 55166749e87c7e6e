-- title: Credentials of other kinds
-- question: Did the radius make or fetch passwords of services, SSH keys, certificates, MFA devices, API keys, logins or tokens?
-- severity: high
-- attack: T1098.001, T1556.006
-- None of them is an access key, so nothing of it ends with the key; what is done with them is mostly not in CloudTrail.
WITH kinds(call, kind, seen_in) AS (
  VALUES
    ('CreateServiceSpecificCredential', 'password of a service', 'that service (CodeCommit, Keyspaces, Bedrock)'),
    ('ResetServiceSpecificCredential', 'password of a service', 'that service (CodeCommit, Keyspaces, Bedrock)'),
    ('UpdateServiceSpecificCredential', 'password of a service', 'that service (CodeCommit, Keyspaces, Bedrock)'),
    ('UploadSSHPublicKey', 'SSH key', 'CodeCommit'),
    ('UpdateSSHPublicKey', 'SSH key', 'CodeCommit'),
    ('UploadSigningCertificate', 'certificate', 'calls of the user, signed with X.509'),
    ('UpdateSigningCertificate', 'certificate', 'calls of the user, signed with X.509'),
    ('UploadServerCertificate', 'certificate', 'load balancers'),
    ('CreateVirtualMFADevice', 'MFA device', 'sign-ins and sessions with MFA'),
    ('EnableMFADevice', 'MFA device', 'sign-ins and sessions with MFA'),
    ('ResyncMFADevice', 'MFA device', 'sign-ins and sessions with MFA')
)
SELECT
  b.event_time,
  b.credential AS made_by,
  k.kind,
  'iam' AS service,
  b.call,
  b.outcome,
  coalesce(b.request ->> '$.userName', b.response ->> '$.serviceSpecificCredential.userName',
    nullif(regexp_extract(b.identity_arn, ':user/(?:.*/)?([^/]+)$', 1), '')) AS for_whom,
  coalesce(
    b.response ->> '$.serviceSpecificCredential.serviceSpecificCredentialId', b.request ->> '$.serviceSpecificCredentialId',
    b.response ->> '$.sSHPublicKey.sSHPublicKeyId', b.request ->> '$.sSHPublicKeyId',
    b.response ->> '$.certificate.certificateId', b.request ->> '$.certificateId', b.request ->> '$.serverCertificateName',
    b.response ->> '$.virtualMFADevice.serialNumber', b.request ->> '$.serialNumber', b.request ->> '$.virtualMFADeviceName') AS what,
  k.seen_in,
  NULL::TIMESTAMP AS expires_at,
  b.integrity,
  [b.event_id] AS evidence
FROM blast_calls b
JOIN kinds k ON k.call = b.call
WHERE b.event_source = 'iam.amazonaws.com'
UNION ALL
SELECT event_time, credential, kind, service, call, outcome, "as", target, 'the service itself', expires_at, integrity, [event_id]
FROM blast_tokens
ORDER BY event_time, evidence;
