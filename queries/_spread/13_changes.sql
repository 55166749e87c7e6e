-- Successful changes of who is let in, whoever made them: IAM, Roles Anywhere, Cognito identity pools. One source a branch, by equality.
CREATE OR REPLACE TABLE spread_changes AS
WITH changes AS (
  SELECT
    event_id, event_time, event_source, event_name, access_key_id, principal_id, session_created, identity_type, recipient_account, request, response, integrity
  FROM events
  WHERE event_source = 'iam.amazonaws.com'
    AND list_contains(['CreateUser', 'CreateRole', 'CreateServiceLinkedRole', 'UpdateAssumeRolePolicy', 'CreateSAMLProvider',
      'CreateOpenIDConnectProvider', 'CreateLoginProfile', 'UpdateLoginProfile', 'DeleteLoginProfile', 'ChangePassword', 'UpdateUser'], event_name)
    AND error_code IS NULL
  UNION ALL
  SELECT
    event_id, event_time, event_source, event_name, access_key_id, principal_id, session_created, identity_type, recipient_account, request, response, integrity
  FROM events
  WHERE event_source = 'rolesanywhere.amazonaws.com' AND event_name = 'CreateTrustAnchor' AND error_code IS NULL
  UNION ALL
  SELECT
    event_id, event_time, event_source, event_name, access_key_id, principal_id, session_created, identity_type, recipient_account, request, response, integrity
  FROM events
  WHERE event_source = 'cognito-identity.amazonaws.com' AND event_name = 'CreateIdentityPool' AND error_code IS NULL
)
SELECT c.event_id, c.event_time, c.event_source, c.event_name, c.recipient_account, c.request, c.response, c.integrity, a.node AS caller
FROM changes c
JOIN actors a
  ON a.access_key_id IS NOT DISTINCT FROM c.access_key_id
  AND a.principal_id IS NOT DISTINCT FROM c.principal_id
  AND a.session_created IS NOT DISTINCT FROM c.session_created
  AND a.identity_type IS NOT DISTINCT FROM c.identity_type;
