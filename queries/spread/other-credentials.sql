-- title: Credentials of other kinds
-- question: Did the radius make or fetch passwords of services, SSH keys, certificates, MFA devices, API keys, logins or tokens?
-- severity: high
-- attack: T1098.001, T1556.006
-- None of them is an access key, so nothing of it ends with the key; what is done with them is mostly not in CloudTrail. The evidence of a
-- row is its first hundred events.
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
), made AS (
  SELECT
    b.credential, k.kind, 'iam' AS service, b.call, b.outcome,
    coalesce(b.request ->> '$.userName', b.response ->> '$.serviceSpecificCredential.userName',
      nullif(regexp_extract(b.identity_arn, ':user/(?:.*/)?([^/]+)$', 1), '')) AS for_whom,
    coalesce(
      b.response ->> '$.serviceSpecificCredential.serviceSpecificCredentialId', b.request ->> '$.serviceSpecificCredentialId',
      b.response ->> '$.sSHPublicKey.sSHPublicKeyId', b.request ->> '$.sSHPublicKeyId',
      b.response ->> '$.certificate.certificateId', b.request ->> '$.certificateId', b.request ->> '$.serverCertificateName',
      b.response ->> '$.virtualMFADevice.serialNumber', b.request ->> '$.serialNumber', b.request ->> '$.virtualMFADeviceName') AS what,
    k.seen_in, NULL::TIMESTAMP AS expires_at, b.event_time, b.event_id, b.integrity
  FROM blast_calls b
  JOIN kinds k ON k.call = b.call
  WHERE b.event_source = 'iam.amazonaws.com'
  UNION ALL
  SELECT credential, kind, service, call, outcome, "as", target, 'the service itself', expires_at, event_time, event_id, integrity
  FROM blast_tokens
)
SELECT
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  credential AS made_by,
  kind,
  service,
  call,
  outcome,
  for_whom,
  list_sort(list(DISTINCT what) FILTER (what IS NOT NULL))[1:50] AS what,
  count(*) AS times,
  max(expires_at) AS expires_at,
  seen_in,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM made
-- What was got is told one by one, what was tried together.
GROUP BY credential, kind, service, call, outcome, for_whom, seen_in, CASE WHEN outcome = 'succeeded' THEN what END
ORDER BY first_time, made_by, service, call, outcome, for_whom, what;
