-- title: From key to console
-- question: Did the radius turn a key into console access, and sign in?
-- severity: high
-- attack: T1538, T1098
-- GetSigninToken exchanges temporary credentials for a sign-in; a password is made or changed by CreateLoginProfile, UpdateLoginProfile and
-- ChangePassword. `outcome` of a sign-in is what the sign-in says.
SELECT
  event_time,
  CASE
    WHEN event_name IN ('GetSigninToken', 'AuthorizeOAuth2Access', 'CreateOAuth2Token', 'CreateOAuth2TokenWithIAM') THEN 'token for a sign-in'
    WHEN event_source = 'iam.amazonaws.com' THEN 'password'
    WHEN event_source = 'cloudshell.amazonaws.com' THEN 'shell in the console'
    WHEN event_name = 'SwitchRole' THEN 'change of role in the console'
    ELSE 'sign-in' END AS step,
  credential,
  event_name,
  outcome,
  coalesce(request ->> '$.userName', identity_arn, principal_id) AS as_whom,
  extra ->> '$.MFAUsed' AS mfa,
  coalesce(extra ->> '$.SwitchFrom', extra ->> '$.LoginTo', request ->> '$.client_id') AS detail,
  source_ip,
  user_agent,
  integrity,
  [event_id] AS evidence
FROM blast_calls
WHERE event_source = 'signin.amazonaws.com'
  OR (event_source = 'iam.amazonaws.com' AND event_name IN ('CreateLoginProfile', 'UpdateLoginProfile', 'ChangePassword'))
  OR (event_source = 'cloudshell.amazonaws.com' AND event_name IN ('CreateEnvironment', 'CreateSession', 'PutCredentials', 'RedeemCode'))
ORDER BY event_time, event_id;
