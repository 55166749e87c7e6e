-- PRIN for federated users: their own principal id is a name (`account:name`), which anybody can give again; who stands behind the session
-- is its issuer, and that has an id. It is in the record itself only: the first one of each such session is read.
INSERT INTO known_links
WITH sessions AS (
  SELECT a.node, a.access_key_id, a.principal_id, a.session_created, a.first_time
  FROM actors a
  WHERE a.identity_type = 'FederatedUser' AND a.access_key_id IS NOT NULL
    AND a.issuer_arn IN (SELECT arn FROM spread_created WHERE kind = 'user')
), issuers AS (
  SELECT s.node, any_value(s.first_time) AS first_time, max(TRY(e.raw ->> '$.userIdentity.sessionContext.sessionIssuer.principalId')) AS id
  FROM sessions s
  JOIN events e ON e.event_time = s.first_time
    AND e.access_key_id = s.access_key_id
    AND e.principal_id IS NOT DISTINCT FROM s.principal_id
    AND e.session_created IS NOT DISTINCT FROM s.session_created
  GROUP BY s.node
)
SELECT 'p:' || c.id, i.node, 'PRIN', 0, greatest(c.event_time, i.first_time), 1, [c.event_id], NULL
FROM issuers i
JOIN spread_created c ON c.id = i.id AND c.kind = 'user';
