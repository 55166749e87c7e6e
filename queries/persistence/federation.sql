-- title: Federation opened
-- question: Did the radius add or change a provider, a trust anchor or another door through which identities from outside come in?
-- severity: critical
-- attack: T1484.002
SELECT
  event_time,
  credential,
  event_source,
  event_name,
  outcome,
  CASE
    WHEN call LIKE '%SAMLProvider' THEN 'SAML provider'
    WHEN call LIKE '%OpenIDConnect%' THEN 'OpenID Connect provider'
    WHEN call LIKE '%TrustAnchor' THEN 'trust anchor: whoever has a certificate of that authority'
    WHEN event_source = 'rolesanywhere.amazonaws.com' THEN 'roles for holders of certificates'
    WHEN call LIKE '%IdPConfiguration%' OR call LIKE '%Certificate%' THEN 'identity provider of Identity Center'
    WHEN event_source IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com') THEN 'settings of Identity Center'
    WHEN event_source = 'cognito-identity.amazonaws.com' THEN 'identity pool'
    WHEN event_source = 'iot.amazonaws.com' THEN 'role for holders of device certificates'
    ELSE 'sessions as root of member accounts' END AS what,
  coalesce(response ->> '$.sAMLProviderArn', response ->> '$.openIDConnectProviderArn', response ->> '$.trustAnchor.trustAnchorArn',
    response ->> '$.profile.profileArn', request ->> '$.sAMLProviderArn', request ->> '$.openIDConnectProviderArn',
    request ->> '$.trustAnchorId',
    request ->> '$.profileId', request ->> '$.identityPoolId', response ->> '$.identityPoolId', request ->> '$.directoryId',
    request ->> '$.instanceArn', request ->> '$.roleAlias', request ->> '$.name', wanted_resource(error_message)) AS resource,
  coalesce(request ->> '$.url', request ->> '$.name', request ->> '$.identityPoolName') AS name,
  -- Whom it lets in, or as what.
  coalesce(request ->> '$.clientIDList', request ->> '$.clientID', request ->> '$.thumbprintList', request ->> '$.roleArns',
    request ->> '$.roles',
    request ->> '$.roleArn', request ->> '$.allowUnauthenticatedIdentities') AS given,
  invoked_by,
  source_ip,
  recipient_account,
  integrity,
  [event_id] AS evidence
FROM blast_calls
WHERE (event_source = 'iam.amazonaws.com' AND call IN ('CreateSAMLProvider', 'UpdateSAMLProvider', 'CreateOpenIDConnectProvider',
    'AddClientIDToOpenIDConnectProvider', 'UpdateOpenIDConnectProviderThumbprint', 'EnableOrganizationsRootSessions',
    'EnableOrganizationsRootCredentialsManagement'))
  OR (event_source = 'rolesanywhere.amazonaws.com' AND call IN ('CreateTrustAnchor', 'UpdateTrustAnchor', 'EnableTrustAnchor',
    'CreateProfile',
    'UpdateProfile', 'EnableProfile'))
  OR (event_source IN ('sso.amazonaws.com', 'sso-directory.amazonaws.com', 'identitystore.amazonaws.com')
    AND (call LIKE '%ExternalIdP%' OR call IN ('UpdateSsoConfiguration', 'CreateTrustedTokenIssuer', 'UpdateTrustedTokenIssuer',
      'AssociateDirectory', 'DisassociateDirectory', 'CreateProvisioningTenant', 'CreateBearerToken'))
    AND read_only IS NOT TRUE)
  OR (event_source = 'cognito-identity.amazonaws.com' AND call IN ('CreateIdentityPool', 'UpdateIdentityPool', 'SetIdentityPoolRoles'))
  OR (event_source = 'iot.amazonaws.com' AND call IN ('CreateRoleAlias', 'UpdateRoleAlias'))
ORDER BY event_time, event_id;
