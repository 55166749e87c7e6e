-- Events that handed out a credential, whoever made them: the key that was issued and the session it belongs to. Only successful
-- ones. AssumeRole is a read by its readOnly flag, so a WriteOnly trail holds none of them.
-- One source a branch, by equality, and names by list_contains: with IN the scan reads every column of every row.
-- `session`: the principal id of the new session, where the event tells it. `opened`: what creationDate of that session will say.
-- `provider`: what let the caller in that has no credential of AWS: a SAML or OIDC provider, a trust anchor, an identity pool.
-- `key_weakness`: how surely the key is the child's, where the record shows one; `key_reason`, why it is not.
CREATE OR REPLACE TABLE spread_issues AS
WITH issuing AS (
  SELECT
    event_id, event_time, event_name, shared_event_id, recipient_account,
    access_key_id, principal_id, session_created, identity_type, invoked_by, request, response, resources
  FROM events
  WHERE event_source = 'sts.amazonaws.com'
    AND list_contains(['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot', 'GetSessionToken', 'GetFederationToken',
      'GetDelegatedAccessToken'], event_name)
    AND error_code IS NULL
  UNION ALL
  SELECT
    event_id, event_time, event_name, shared_event_id, recipient_account,
    access_key_id, principal_id, session_created, identity_type, invoked_by, request, response, NULL
  FROM events
  WHERE event_source = 'iam.amazonaws.com' AND list_contains(['CreateAccessKey', 'UpdateAccessKey'], event_name) AND error_code IS NULL
  UNION ALL
  SELECT
    event_id, event_time, event_name, shared_event_id, recipient_account,
    access_key_id, principal_id, session_created, identity_type, invoked_by, request, response, NULL
  FROM events
  WHERE event_source = 'signin.amazonaws.com' AND event_name = 'GetSigninToken' AND error_code IS NULL
  UNION ALL
  -- Roles Anywhere answers with a set of credentials.
  SELECT
    event_id, event_time, 'CreateSession', shared_event_id, recipient_account,
    access_key_id, principal_id, session_created, identity_type, invoked_by, request, unnest(json_extract(response, '$.credentialSet[*]')), NULL
  FROM events
  WHERE event_source = 'rolesanywhere.amazonaws.com' AND event_name = 'CreateSession' AND error_code IS NULL
  UNION ALL
  SELECT
    event_id, event_time, event_name, shared_event_id, recipient_account,
    access_key_id, principal_id, session_created, identity_type, invoked_by, request, response, resources
  FROM events
  WHERE event_source = 'cognito-identity.amazonaws.com' AND event_name = 'GetCredentialsForIdentity' AND error_code IS NULL
), texts AS (
  SELECT
    * EXCLUDE (request, response, resources),
    json_extract_string(response, [
      '$.credentials.accessKeyId', '$.credentials.expiration', '$.assumedRoleUser.assumedRoleId', '$.assumedRoleUser.arn',
      '$.federatedUser.federatedUserId', '$.federatedUser.arn', '$.accessKey.accessKeyId', '$.accessKey.userName', '$.provider',
      '$.identityId', '$.subjectFromWebIdentityToken']) AS told_back,
    json_extract_string(request, [
      '$.durationSeconds', '$.serialNumber', '$.userName', '$.status', '$.accessKeyId', '$.targetPrincipal', '$.principalArn',
      '$.trustAnchorArn', '$.profileArn', '$.identityId']) AS asked,
    CASE WHEN resources IS NOT NULL THEN list_filter(json_extract_string(resources, '$[*].ARN'), lambda arn:
      regexp_matches(arn, ':(saml|oidc)-provider/|:identitypool/'))[1] END AS provider_resource
  FROM issuing
), read AS (
  SELECT
    *,
    CASE event_name
      WHEN 'CreateAccessKey' THEN told_back[7]
      -- An inactive key that is made active again; a key made inactive is no credential handed out.
      WHEN 'UpdateAccessKey' THEN CASE WHEN asked[4] = 'Active' THEN asked[5] END
      ELSE told_back[1] END AS key_id,
    CASE event_name
      WHEN 'GetSessionToken' THEN told(principal_id)
      WHEN 'GetSigninToken' THEN told(principal_id)
      WHEN 'GetFederationToken' THEN told(told_back[5])
      -- A session of the member account's root user: its principal id is the number of the account.
      WHEN 'AssumeRoot' THEN nullif(regexp_extract(asked[6], '\d{12}'), '')
      ELSE CASE WHEN unique_id(split_part(told_back[3], ':', 1)) IS NOT NULL THEN told_back[3] END END AS session,
    CASE event_name
      WHEN 'CreateAccessKey' THEN coalesce(told_back[8], asked[3])
      WHEN 'UpdateAccessKey' THEN asked[3]
      WHEN 'AssumeRoot' THEN nullif(regexp_extract(asked[6], '\d{12}'), '')
      ELSE coalesce(told_back[4], told_back[6]) END AS owner,
    CASE WHEN event_name NOT IN ('CreateAccessKey', 'UpdateAccessKey') THEN coalesce(
      aws_time(told_back[2]),
      event_time + to_seconds(coalesce(TRY_CAST(asked[1] AS INTEGER),
        CASE event_name WHEN 'AssumeRoot' THEN 900 WHEN 'GetSessionToken' THEN 43200 WHEN 'GetFederationToken' THEN 43200
          WHEN 'GetSigninToken' THEN NULL ELSE 3600 END))) END AS expires_at
  FROM texts
)
SELECT
  r.event_id,
  r.event_time,
  r.event_name,
  r.shared_event_id,
  -- A masked id (`ASIA****`, HIDDEN_DUE_TO_SECURITY_REASONS) would tie together whoever was masked alike.
  unique_id(r.key_id) AS key_id,
  CASE WHEN u.access_key_id IS NOT NULL OR r.event_name IN ('GetSigninToken', 'GetDelegatedAccessToken', 'UpdateAccessKey') THEN 2 ELSE 0 END AS key_weakness,
  CASE r.event_name
    WHEN 'GetSigninToken' THEN 'the record of GetSigninToken shows a key; whether it is a new one is not documented'
    WHEN 'GetDelegatedAccessToken' THEN 'the record of GetDelegatedAccessToken is known from the API reference only'
    -- Of a key that was active all the time it changes nothing, and it hands nobody the secret: made for every key of an account, it
    -- would turn all of them into the intruder's.
    WHEN 'UpdateAccessKey' THEN 'this key was made active again: who holds its secret can use it, and the call does not show the secret'
    WHEN 'CreateAccessKey' THEN CASE WHEN u.access_key_id IS NOT NULL THEN 'this key was in use before the event that is said to have created it' END
  END AS key_reason,
  r.session,
  CASE WHEN r.event_name NOT IN ('CreateAccessKey', 'UpdateAccessKey', 'GetSigninToken') THEN r.event_time END AS opened,
  r.owner,
  CASE WHEN r.owner LIKE 'arn:%' THEN split_part(r.owner, ':', 5)
    WHEN regexp_full_match(r.owner, '\d{12}') THEN r.owner
    ELSE coalesce(a.account, r.recipient_account) END AS account,
  r.expires_at,
  coalesce(r.asked[7], r.asked[8], r.told_back[9], r.provider_resource) AS provider,
  r.asked[9] AS profile,
  coalesce(r.asked[10], r.told_back[10], told(r.told_back[11])) AS identity,
  told(r.asked[2]) AS mfa_device,
  a.node AS caller,
  a.access_key_id AS caller_key,
  a.principal_id AS caller_principal,
  a.session_created AS caller_opened
FROM read r
LEFT JOIN actors a
  ON a.access_key_id IS NOT DISTINCT FROM r.access_key_id
  AND a.principal_id IS NOT DISTINCT FROM r.principal_id
  AND a.session_created IS NOT DISTINCT FROM r.session_created
  AND a.identity_type IS NOT DISTINCT FROM r.identity_type
  AND a.service IS NOT DISTINCT FROM CASE WHEN r.principal_id IS NULL AND r.access_key_id IS NULL THEN r.invoked_by END
-- A key is created once: one that was used before is another's, whatever a record says.
LEFT JOIN (
  SELECT access_key_id, min(first_time) AS first_time FROM actors WHERE access_key_id LIKE 'AKIA%' GROUP BY access_key_id
) u ON u.access_key_id = CASE WHEN r.event_name = 'CreateAccessKey' THEN r.key_id END AND u.first_time < r.event_time - INTERVAL 5 SECOND
-- Without a response it is the copy of a record that has one, or tells nothing.
WHERE unique_id(r.key_id) IS NOT NULL OR r.session IS NOT NULL OR r.shared_event_id IS NOT NULL;
