-- Events that handed out a credential, whoever made them: the key that was issued and the session it belongs to. Only successful
-- ones. AssumeRole is a read by its readOnly flag, so a WriteOnly trail holds none of them.
-- `session`: the principal id of the new session, where the event tells it. `opened`: what creationDate of that session will say.
CREATE OR REPLACE TEMP TABLE spread_issues AS
WITH issuing AS (
  SELECT
    event_id, event_time, event_name, shared_event_id, recipient_account,
    access_key_id, principal_id, session_created, identity_type, invoked_by, request, response
  FROM events
  WHERE event_name IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot', 'GetSessionToken',
      'GetFederationToken', 'GetSigninToken', 'CreateAccessKey', 'UpdateAccessKey')
    AND event_source IN ('sts.amazonaws.com', 'signin.amazonaws.com', 'iam.amazonaws.com')
    AND error_code IS NULL
    AND (response IS NOT NULL OR event_name = 'UpdateAccessKey')
), read AS (
  SELECT
    *,
    CASE event_name
      WHEN 'CreateAccessKey' THEN response ->> '$.accessKey.accessKeyId'
      -- An inactive key that is made active again is a credential handed out; a key made inactive is not.
      WHEN 'UpdateAccessKey' THEN CASE WHEN (request ->> '$.status') = 'Active' THEN request ->> '$.accessKeyId' END
      ELSE response ->> '$.credentials.accessKeyId' END AS key_id,
    CASE event_name
      WHEN 'GetSessionToken' THEN principal_id
      WHEN 'GetSigninToken' THEN principal_id
      WHEN 'GetFederationToken' THEN response ->> '$.federatedUser.federatedUserId'
      ELSE response ->> '$.assumedRoleUser.assumedRoleId' END AS session,
    CASE event_name
      WHEN 'CreateAccessKey' THEN coalesce(response ->> '$.accessKey.userName', request ->> '$.userName')
      WHEN 'UpdateAccessKey' THEN request ->> '$.userName'
      WHEN 'AssumeRoot' THEN request ->> '$.targetPrincipal'
      ELSE coalesce(response ->> '$.assumedRoleUser.arn', response ->> '$.federatedUser.arn') END AS owner,
    CASE WHEN event_name NOT IN ('CreateAccessKey', 'UpdateAccessKey') THEN coalesce(
      aws_time(response ->> '$.credentials.expiration'),
      event_time + to_seconds(coalesce(TRY_CAST(request ->> '$.durationSeconds' AS INTEGER),
        CASE event_name WHEN 'AssumeRoot' THEN 900 WHEN 'GetSessionToken' THEN 43200 WHEN 'GetFederationToken' THEN 43200
          WHEN 'GetSigninToken' THEN NULL ELSE 3600 END))) END AS expires_at
  FROM issuing
)
SELECT
  r.event_id,
  r.event_time,
  r.event_name,
  r.shared_event_id,
  -- A masked id (`ASIA****`, HIDDEN_DUE_TO_SECURITY_REASONS) would tie together whoever was masked alike.
  CASE WHEN regexp_full_match(r.key_id, '[A-Z0-9]+') THEN r.key_id END AS key_id,
  r.session,
  CASE WHEN r.event_name NOT IN ('CreateAccessKey', 'UpdateAccessKey', 'GetSigninToken') THEN r.event_time END AS opened,
  r.owner,
  CASE WHEN r.owner LIKE 'arn:%' THEN split_part(r.owner, ':', 5)
    WHEN regexp_full_match(r.owner, '\d{12}') THEN r.owner
    ELSE coalesce(a.account, r.recipient_account) END AS account,
  r.expires_at,
  a.node AS caller,
  a.access_key_id AS caller_key,
  a.principal_id AS caller_principal,
  a.session_created AS caller_opened
FROM read r
LEFT JOIN spread_actors a
  ON a.access_key_id IS NOT DISTINCT FROM r.access_key_id
  AND a.principal_id IS NOT DISTINCT FROM r.principal_id
  AND a.session_created IS NOT DISTINCT FROM r.session_created
  AND a.identity_type IS NOT DISTINCT FROM r.identity_type
  AND a.service IS NOT DISTINCT FROM CASE WHEN r.principal_id IS NULL AND r.access_key_id IS NULL THEN r.invoked_by END
WHERE r.key_id IS NOT NULL OR r.session IS NOT NULL;
