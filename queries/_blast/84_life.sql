-- What kind of life a credential has, which decides what ends it (80_survival.sql), and the names that a policy against it goes by. Federated
-- users are shut through the user that asked for them.
CREATE OR REPLACE TEMP TABLE spread_life AS
WITH named AS (
  SELECT
    *,
    regexp_extract(principal, ':assumed-role/([^/]+)/', 1) AS role_name,
    regexp_extract(principal, ':assumed-role/[^/]+/(.*)$', 1) AS session_name,
    coalesce(nullif(regexp_extract(principal, ':user/(?:.*/)?([^/]+)$', 1), ''),
      CASE WHEN issued_by IN ('GetFederationToken', 'GetSessionToken') THEN caller_name END,
      CASE WHEN kind = 'access-key' AND principal NOT LIKE 'arn:%' THEN principal END) AS user_name
  FROM spread_described
)
SELECT
  d.* EXCLUDE (role_name, user_name),
  nullif(role_name, '') AS role_name,
  CASE WHEN role_name = '' OR role_name IS NULL THEN user_name END AS user_name,
  CASE
    WHEN kind = 'access-key' THEN 'access-key'
    WHEN issued_by = 'GetSessionToken' THEN 'session-token'
    WHEN issued_by = 'GetFederationToken' OR regexp_matches(principal_id, '^\d{12}:') THEN 'federation-token'
    WHEN issued_by = 'AssumeRoot' THEN 'root-session'
    WHEN edge = 'OAUTH' THEN 'oauth-session'
    WHEN starts_with(role_name, 'AWSReservedSSO_') THEN 'identity-center'
    WHEN starts_with(role_name, 'AWSServiceRoleFor') THEN 'service-linked'
    WHEN role_name <> '' AND (edge = 'WORK' OR by_service OR regexp_full_match(session_name, 'i-[0-9a-f]{8,17}')) THEN 'workload-session'
    WHEN role_name <> '' AND (edge = 'LOGIN' OR l.to_id IS NOT NULL) THEN 'console-role'
    WHEN role_name <> '' AND chained THEN 'chained-session'
    WHEN role_name <> '' OR principal_id LIKE 'AROA%' THEN 'role-session'
    WHEN edge = 'LOGIN' OR l.to_id IS NOT NULL OR (kind = 'session' AND principal_id LIKE 'AIDA%') THEN 'console-session'
    WHEN principal_id LIKE 'AIDA%' OR user_name IS NOT NULL THEN 'user-session'
    ELSE 'unknown-session' END AS life
FROM named d
LEFT JOIN (SELECT DISTINCT to_id FROM blast_edges WHERE method = 'LOGIN') l ON l.to_id = d.id;
