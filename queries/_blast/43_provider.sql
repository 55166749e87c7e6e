-- TRUST, suspects: an identity provider, a trust anchor, a profile or an identity pool that existed was changed, and then it let somebody in.
-- A subject that it had let in before the change is the weaker suspect: a changed provider can vouch for any name.
INSERT INTO spread_added
WITH changed AS (
  SELECT
    event_id, event_time, node, call,
    told(CASE
      WHEN event_source = 'cognito-identity.amazonaws.com' THEN request ->> '$.identityPoolId'
      WHEN call LIKE '%SAMLProvider' THEN coalesce(request ->> '$.sAMLProviderArn', request ->> '$.samlProviderArn')
      WHEN event_source = 'iam.amazonaws.com' THEN coalesce(request ->> '$.openIDConnectProviderArn', request ->> '$.openIdConnectProviderArn')
      WHEN call LIKE '%TrustAnchor' THEN response ->> '$.trustAnchor.trustAnchorArn'
      ELSE response ->> '$.profile.profileArn' END) AS arn,
    CASE WHEN call LIKE '%Profile' THEN json_extract_string(response, '$.profile.roleArns[*]') ELSE []::VARCHAR[] END AS roles
  FROM spread_writes
  WHERE event_source = 'iam.amazonaws.com'
      AND event_name IN ('UpdateSAMLProvider', 'AddClientIDToOpenIDConnectProvider', 'UpdateOpenIDConnectProviderThumbprint')
    OR event_source = 'rolesanywhere.amazonaws.com'
      AND event_name IN ('UpdateTrustAnchor', 'EnableTrustAnchor', 'CreateProfile', 'UpdateProfile', 'EnableProfile')
    OR event_source = 'cognito-identity.amazonaws.com' AND event_name IN ('UpdateIdentityPool', 'SetIdentityPoolRoles')
), let_in AS (
  SELECT event_id, event_time, caller_principal, unnest([provider, nullif(regexp_extract(provider, ':identitypool/(.*)$', 1), ''), profile]) AS arn
  FROM spread_issues
  WHERE provider IS NOT NULL OR profile IS NOT NULL
), subjects AS (
  SELECT arn, caller_principal, min(event_time) AS first_time FROM let_in WHERE caller_principal IS NOT NULL GROUP BY ALL
), through AS (
  SELECT c.*, i.event_id AS issue,
    CASE WHEN s.first_time < c.event_time THEN '; it had let in the same subject before' END AS doubt
  FROM changed c
  JOIN let_in i ON i.arn = c.arn AND i.event_time >= c.event_time
  LEFT JOIN subjects s ON s.arn = i.arn AND s.caller_principal = i.caller_principal
  UNION ALL
  -- One public record has the session of Roles Anywhere as an AssumeRole by the service.
  SELECT c.* EXCLUDE (role), i.event_id, '; the role was assumed by the service in its own name'
  FROM (SELECT *, regexp_extract(unnest(roles), '[^/]*$') AS role FROM changed) c
  JOIN spread_issues i ON regexp_extract(i.owner, 'assumed-role/([^/]*)/', 1) = c.role AND i.event_time >= c.event_time
  JOIN spread_actors a ON a.node = i.caller AND a.service = 'rolesanywhere.amazonaws.com'
)
SELECT
  t.node, c.node, 'TRUST', CASE WHEN t.doubt IS NULL THEN 2 ELSE 3 END, t.event_time, 1, [t.event_id, t.issue],
  'let in by ' || coalesce(t.arn, 'a profile of Roles Anywhere') || ', on which this credential had called ' || t.call || coalesce(t.doubt, '')
FROM through t
JOIN spread_children c ON c.event_id = t.issue AND c.weakness <= 1
WHERE t.node <> c.node
QUALIFY row_number() OVER (PARTITION BY t.node, c.node ORDER BY t.doubt NULLS FIRST, t.event_time DESC, t.event_id) = 1;
