-- The users and roles to write a policy for: those of the seed and its radius, else the busiest 200 that acted in an account whose records these are. An ARN is
-- evidence: what is no ARN of a user or role is nobody. Roles that AWS keeps (service-linked, Identity Center) have no policy that one could edit.
CREATE OR REPLACE TEMP TABLE harden_principals AS
WITH acting AS (
  SELECT principal_of(identity_type, identity_arn, session_issuer_arn) AS principal, count(*) AS events
  FROM events
  WHERE identity_type IN ('IAMUser', 'FederatedUser', 'AssumedRole')
  GROUP BY ALL
), ours AS (
  SELECT DISTINCT recipient_account AS account FROM events
)
SELECT
  principal,
  split_part(principal, ':', 5) AS account,
  regexp_extract(principal, ':(user|role)/', 1) AS kind,
  regexp_extract(principal, '[^/]*$') AS name,
  CAST(events AS BIGINT) AS events,
  regexp_matches(principal, ':role/(aws-service-role|aws-reserved)/') AS of_aws,
  split_part(principal, ':', 5) IN (SELECT account FROM ours) AS ours,
  coalesce(s.is_seed, false) AS is_seed,
  $seeded AS seeded
FROM acting
LEFT JOIN harden_seeds s USING (principal)
WHERE regexp_full_match(principal, 'arn:aws[a-z-]*:iam::\d{12}:(user|role)/[\w+=,.@/-]{1,576}')
  AND (NOT $seeded OR s.principal IS NOT NULL)
  AND ($seeded OR split_part(principal, ':', 5) IN (SELECT account FROM ours))
  AND ($accounts IS NULL OR list_contains(CAST($accounts AS VARCHAR[]), split_part(principal, ':', 5)))
ORDER BY of_aws, is_seed DESC, events DESC, principal;
