-- Sign-in sessions of `aws login` and of other OAuth clients: the grants, with or without a key, and the sign-in session that they name.
CREATE OR REPLACE TABLE spread_sign_ins AS
WITH granted AS (
  SELECT event_id, event_time, event_name, access_key_id, principal_id, session_created, identity_type, request, extra
  FROM events
  WHERE event_source = 'signin.amazonaws.com'
    AND list_contains(['AuthorizeOAuth2Access', 'CreateOAuth2Token', 'CreateOAuth2TokenWithIAM'], event_name)
    AND error_code IS NULL
)
SELECT
  g.event_id, g.event_time, g.event_name, g.principal_id, g.session_created,
  coalesce(a.node, 'l:' || g.event_id) AS node,
  told(g.request ->> '$.client_id') AS client,
  told(g.extra ->> '$.signInSessionArn') AS session_arn
FROM granted g
LEFT JOIN actors a
  ON a.access_key_id = g.access_key_id
  AND a.principal_id IS NOT DISTINCT FROM g.principal_id
  AND a.session_created IS NOT DISTINCT FROM g.session_created
  AND a.identity_type IS NOT DISTINCT FROM g.identity_type
WHERE g.principal_id IS NOT NULL AND coalesce(g.extra ->> '$.success', 'true') <> 'false';
