-- TRUST, exact: an identity provider, a trust anchor or an identity pool that somebody made, and the sessions that it let in. By ARN, and
-- from its making to its next making: an ARN with a name in it can be given again.
INSERT INTO known_things
SELECT
  't:' || event_id, arn, CASE event_name
    WHEN 'CreateSAMLProvider' THEN 'saml-provider' WHEN 'CreateOpenIDConnectProvider' THEN 'oidc-provider'
    WHEN 'CreateTrustAnchor' THEN 'trust-anchor' ELSE 'identity-pool' END,
  CASE WHEN arn LIKE 'arn:%' THEN arn END, recipient_account, event_time
FROM (
  SELECT
    *,
    CASE event_name
      WHEN 'CreateSAMLProvider' THEN coalesce(response ->> '$.sAMLProviderArn', response ->> '$.samlProviderArn')
      WHEN 'CreateOpenIDConnectProvider' THEN coalesce(response ->> '$.openIDConnectProviderArn', response ->> '$.openIdConnectProviderArn')
      WHEN 'CreateTrustAnchor' THEN response ->> '$.trustAnchor.trustAnchorArn'
      WHEN 'CreateIdentityPool' THEN response ->> '$.identityPoolId' END AS arn
  FROM spread_changes
)
WHERE told(arn) IS NOT NULL;
