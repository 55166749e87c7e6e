-- A seed that is a principal (an id, or the ARN of a user, a role, a role session or the root user) leads to all that is done as
-- it. A role stands for all of its sessions, `AROA…:name` for one; a federated user (`account:name`)
-- is none of the root user's. Several ids under one ARN: the name was given again.
INSERT INTO spread_added
WITH principals AS (
  SELECT id FROM spread_created WHERE id = $seed OR arn = $seed
  UNION
  SELECT CASE WHEN issuer_arn = $seed THEN split_part(principal_id, ':', 1) ELSE principal_id END
  FROM spread_actors WHERE identity_arn = $seed OR issuer_arn = $seed
  UNION
  SELECT principal_id FROM spread_logins WHERE identity_arn = $seed
  UNION
  SELECT session FROM spread_issues WHERE owner = $seed
  UNION
  SELECT $seed FROM spread_actors WHERE principal_id = $seed OR (principal_id LIKE 'A%:%' AND starts_with(principal_id, $seed || ':'))
  UNION
  SELECT $seed FROM spread_logins WHERE principal_id = $seed OR (principal_id LIKE 'A%:%' AND starts_with(principal_id, $seed || ':'))
  UNION
  SELECT $seed FROM spread_issues WHERE session = $seed OR (session LIKE 'A%:%' AND starts_with(session, $seed || ':'))
), nodes AS (
  SELECT node, principal_id, first_time, last_time FROM spread_actors
  WHERE identity_type IS DISTINCT FROM 'AWSAccount' OR principal_id LIKE 'A%'
  UNION ALL
  SELECT node, principal_id, event_time, event_time FROM spread_logins
  UNION ALL
  SELECT 'k:' || key_id, session, event_time, event_time FROM spread_issues WHERE key_id IS NOT NULL
)
SELECT 'p:' || p.id, n.node, 'PRIN', 0, greatest(n.first_time, CAST($compromised_at AS TIMESTAMP)), 1, [], NULL
FROM principals p
JOIN nodes n ON n.principal_id = p.id OR (n.principal_id LIKE 'A%:%' AND starts_with(n.principal_id, p.id || ':'))
WHERE p.id IS NOT NULL AND ($compromised_at IS NULL OR n.last_time >= CAST($compromised_at AS TIMESTAMP))
UNION ALL
-- Known by its creation only: the node has to exist to be a seed.
SELECT NULL, 'p:' || id, 'PRIN', 0, NULL, 1, [], NULL FROM principals WHERE id IS NOT NULL;
