-- Their ids, as records and snapshots have them: under one name there may have been several, one after the other. `keys`: keys of the user
-- that are seen at work, and are not of the radius.
CREATE OR REPLACE TEMP TABLE plan_names AS
WITH told AS (
  SELECT account, 'user' AS sort, regexp_extract(identity_arn, '[^/]*$') AS name, principal_id AS id, identity_arn AS arn, first_time, last_time,
    CASE WHEN access_key_id LIKE 'AKIA%' AND access_key_id NOT IN (SELECT id FROM plan_credentials) THEN access_key_id END AS key_id
  FROM spread_actors
  WHERE identity_type = 'IAMUser' AND identity_arn LIKE '%:user/%'
  UNION ALL
  SELECT split_part(issuer_arn, ':', 5), 'role', regexp_extract(issuer_arn, '[^/]*$'), split_part(principal_id, ':', 1), issuer_arn, first_time, last_time, NULL
  FROM spread_actors
  WHERE identity_type = 'AssumedRole' AND issuer_arn LIKE '%:role/%' AND principal_id LIKE 'AROA%'
  UNION ALL
  SELECT account, kind, regexp_extract(arn, '[^/]*$'), id, arn, event_time, event_time, NULL FROM spread_created
  UNION ALL
  SELECT account_id, 'user', user_name, user_id, arn, created, collected_at, NULL FROM iam_users
  UNION ALL
  SELECT account_id, 'role', role_name, role_id, arn, created, collected_at, NULL FROM iam_roles
)
SELECT
  account, sort, name, unique_id(id) AS id,
  any_value(arn ORDER BY last_time DESC, arn) AS arn,
  min(first_time) AS first_time,
  max(last_time) AS last_time,
  coalesce(list_slice(list_sort(list_filter(list(DISTINCT key_id), lambda one: one IS NOT NULL)), 1, 10), []) AS keys
FROM told
SEMI JOIN plan_wanted w USING (account, sort, name)
WHERE unique_id(id) IS NOT NULL
GROUP BY account, sort, name, unique_id(id);
