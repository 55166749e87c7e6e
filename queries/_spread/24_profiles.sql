-- Which roles an instance profile held, as far as the data says: AddRoleToInstanceProfile. The profile that the console makes has the
-- name of its role.
CREATE OR REPLACE TABLE spread_profiles AS
SELECT
  recipient_account AS account,
  request ->> '$.instanceProfileName' AS profile,
  list(DISTINCT request ->> '$.roleName') AS roles
FROM events
WHERE event_source = 'iam.amazonaws.com' AND event_name = 'AddRoleToInstanceProfile' AND error_code IS NULL
GROUP BY ALL;
