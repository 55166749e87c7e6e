-- title: There, and never created
-- question: Is there a user, role, key, password, MFA device, other credential or identity provider that was created within the time of the logs, and of whose creation they have no event?
-- severity: high
-- attack: T1136.003, T1098.001, T1098.003
-- What was created before the first record of its account is left out: that it has no event says nothing. `cover` is of the hour of the creation, in
-- the region where IAM is recorded. Where it is covered, the record was taken away, or IAM is not what the trail was set to record. The evidence is
-- what it, or its user, did first.
WITH logged AS (
  SELECT account AS account_id, min(first_time) AS from_time, max(last_time) AS to_time FROM actors GROUP BY account
), found AS (
  SELECT account_id, 'access key' AS kind, access_key_id AS id, user_name, min(created) AS created, min(collected_at) AS collected_at, 'access-keys' AS source
  FROM iam_access_keys GROUP BY ALL
  UNION ALL
  SELECT account_id, 'user', user_name, user_name, created, min(collected_at), 'authorization-details' FROM iam_users GROUP BY ALL
  UNION ALL
  SELECT account_id, 'user', user_name, user_name, user_created, min(generated_at), 'credential-report' FROM iam_report
  WHERE user_name <> '<root_account>' AND (account_id, user_name, user_created) NOT IN (SELECT (account_id, user_name, created) FROM iam_users) GROUP BY ALL
  UNION ALL
  SELECT account_id, 'password', user_name, user_name, created, min(collected_at), 'login-profiles' FROM iam_login_profiles GROUP BY ALL
  UNION ALL
  SELECT account_id, 'MFA device', serial, user_name, enabled, min(collected_at), 'mfa-devices' FROM iam_mfa_devices WHERE enabled IS NOT NULL GROUP BY ALL
  UNION ALL
  -- Service-linked roles are made by services, those of Identity Center by it.
  SELECT account_id, 'role', role_name, role_name, created, min(collected_at), 'authorization-details' FROM iam_roles
  WHERE NOT regexp_matches(path, '^/(aws-service-role|aws-reserved)/') GROUP BY ALL
  UNION ALL
  SELECT account_id, kind, id, user_name, created, min(collected_at), CASE kind WHEN 'service-specific' THEN 'service-specific-credentials' ELSE kind || 's' END FROM iam_credentials GROUP BY ALL
  UNION ALL
  SELECT account_id, kind || ' provider', arn, NULL, created, min(collected_at), CASE kind WHEN 'saml' THEN 'saml-providers' ELSE 'open-id-connect-providers' END FROM iam_providers GROUP BY ALL
), asked AS (
  SELECT f.*, s.partition
  FROM found f
  JOIN logged l USING (account_id)
  LEFT JOIN (SELECT account_id, any_value(partition) AS partition FROM iam_snapshots GROUP BY account_id) s USING (account_id)
  WHERE f.created BETWEEN l.from_time AND l.to_time
), names(event_name, kind) AS (
  VALUES ('CreateAccessKey', 'access key'), ('CreateUser', 'user'), ('CreateRole', 'role'), ('CreateLoginProfile', 'password'), ('EnableMFADevice', 'MFA device'),
    ('CreateServiceSpecificCredential', 'service-specific'), ('UploadSSHPublicKey', 'ssh-public-key'), ('UploadSigningCertificate', 'signing-certificate'),
    ('CreateSAMLProvider', 'saml provider'), ('CreateOpenIDConnectProvider', 'oidc provider')
), creations AS (
  SELECT e.recipient_account AS account_id, e.event_time,
    n.kind,
    CASE e.event_name
      WHEN 'CreateAccessKey' THEN e.response ->> '$.accessKey.accessKeyId'
      WHEN 'CreateRole' THEN e.request ->> '$.roleName'
      WHEN 'EnableMFADevice' THEN e.request ->> '$.serialNumber'
      WHEN 'CreateServiceSpecificCredential' THEN e.response ->> '$.serviceSpecificCredential.serviceSpecificCredentialId'
      WHEN 'UploadSSHPublicKey' THEN e.response ->> '$.sSHPublicKey.sSHPublicKeyId'
      WHEN 'UploadSigningCertificate' THEN e.response ->> '$.certificate.certificateId'
      WHEN 'CreateSAMLProvider' THEN e.response ->> '$.sAMLProviderArn'
      WHEN 'CreateOpenIDConnectProvider' THEN e.response ->> '$.openIDConnectProviderArn'
      -- Without a name in the request it is the caller's own.
      ELSE coalesce(e.request ->> '$.userName', regexp_extract(e.identity_arn, '[^/]*$')) END AS id,
    is_omitted(e.response) AS untold
  FROM (SELECT DISTINCT account_id FROM asked) a
  JOIN events e ON e.recipient_account = a.account_id
  JOIN names n USING (event_name)
  WHERE e.event_source = 'iam.amazonaws.com' AND e.error_code IS NULL
), missing AS (
  SELECT a.*
  FROM asked a
  WHERE NOT EXISTS (
    FROM creations c
    WHERE c.account_id = a.account_id AND c.kind = a.kind
      -- An id is for good; a name may have been somebody else's before.
      AND ((c.id = a.id AND (a.kind NOT IN ('user', 'role', 'password', 'MFA device') OR abs(epoch(c.event_time) - epoch(a.created)) <= 300))
        OR (c.untold AND abs(epoch(c.event_time) - epoch(a.created)) <= 300)))
), used AS (
  SELECT m.account_id, m.kind, m.id, m.source, arg_min(e.event_id, (e.event_time, e.event_id), 10) AS evidence
  FROM missing m
  JOIN events e ON e.identity_account = m.account_id
  WHERE e.event_time >= m.created
    AND CASE m.kind
      WHEN 'access key' THEN e.access_key_id = m.id
      WHEN 'role' THEN e.identity_type = 'AssumedRole' AND regexp_extract(e.session_issuer_arn, '[^/]*$') = m.id
      ELSE e.identity_type = 'IAMUser' AND regexp_extract(e.identity_arn, '[^/]*$') = m.user_name END
  GROUP BY ALL
)
SELECT
  m.account_id, m.kind, m.id, m.user_name, m.source AS state_source, m.collected_at AS state_of, m.created AS state_says_created,
  'events' AS trail_source, 'no event of its creation' AS trail_says,
  coalesce(c.result, 'outside') AS cover,
  may_mean(cover, 'a record that was taken away, or IAM was not recorded') AS may_be,
  coalesce(u.evidence, []) AS evidence
FROM missing m
LEFT JOIN used u USING (account_id, kind, id, source)
LEFT JOIN coverage c ON c.account_id = m.account_id AND c.region = global_region(m.partition) AND c.hour = date_trunc('hour', m.created)
ORDER BY list_position(['covered', 'partly', 'unknown', 'outside'], cover), m.created, m.account_id, m.kind, m.id;
