-- What a node is called outside: a key by its id, a principal by its id, and a session without a key by its principal and the time
-- at which it began. Where such a session has keys in the radius after all (a console login and the keys minted for it), it goes by
-- the first of them, `merged`; `plain` is what it is called by itself.
CREATE OR REPLACE TEMP MACRO names_of(nodes) AS TABLE
WITH keyless AS (
  SELECT node, principal_id, session_created AS began, service, identity_arn, account, identity_type FROM spread_actors
  WHERE access_key_id IS NULL AND node IN (SELECT node FROM query_table(nodes))
  UNION ALL
  SELECT node, principal_id, event_time, NULL, identity_arn, account, identity_type FROM spread_logins
  WHERE node IN (SELECT node FROM query_table(nodes))
), keyed AS (
  SELECT a.principal_id, a.session_created, a.access_key_id, a.first_time
  FROM spread_actors a
  WHERE a.access_key_id IS NOT NULL AND a.session_created IS NOT NULL AND a.node IN (SELECT node FROM spread_reach)
), first_key AS (
  SELECT n.node, arg_min(k.access_key_id, (k.first_time, k.access_key_id)) AS key_id
  FROM keyless n
  JOIN keyed k ON k.principal_id = n.principal_id
    AND k.session_created BETWEEN n.began - INTERVAL 5 SECOND AND n.began + INTERVAL 5 SECOND
  GROUP BY n.node
)
SELECT node, access_key_id AS id, access_key_id AS plain, 'key' AS sort, principal_id, identity_arn AS arn, account, session_created AS began, false AS merged
FROM spread_actors WHERE access_key_id IS NOT NULL AND node IN (SELECT node FROM query_table(nodes))
UNION ALL
SELECT 'k:' || key_id, key_id, key_id, 'key', any_value(session ORDER BY event_time, event_id), any_value(owner ORDER BY event_time, event_id),
  any_value(account ORDER BY event_time, event_id), NULL, false
FROM spread_issues WHERE key_id IN (SELECT node[3:] FROM query_table(nodes) WHERE starts_with(node, 'k:')) GROUP BY key_id
UNION ALL
-- Known from IAM state alone.
SELECT 'k:' || k.access_key_id, k.access_key_id, k.access_key_id, 'key', any_value(u.user_id), any_value(u.arn), any_value(k.account_id), NULL, false
FROM iam_access_keys k
LEFT JOIN iam_users u USING (account_id, collected_at, user_name)
WHERE 'k:' || k.access_key_id IN (SELECT node FROM query_table(nodes))
  AND k.access_key_id NOT IN (SELECT key_id FROM spread_issues WHERE key_id = k.access_key_id)
GROUP BY k.access_key_id
UNION ALL
SELECT
  n.node,
  coalesce(f.key_id, n.plain),
  n.plain,
  CASE WHEN f.key_id IS NOT NULL THEN 'key' WHEN n.principal_id IS NULL OR n.began IS NULL THEN 'principal' ELSE 'session' END,
  n.principal_id, n.identity_arn, n.account, n.began, f.key_id IS NOT NULL
FROM (
  SELECT *, coalesce(principal_id || coalesce('@' || strftime(began, '%Y-%m-%dT%H:%M:%SZ'), ''), service) AS plain FROM keyless
) n
LEFT JOIN first_key f USING (node)
UNION ALL
SELECT node, id, id, 'thing', id, arn, account, began, false FROM spread_things WHERE node IN (SELECT node FROM query_table(nodes))
UNION ALL
SELECT p.node, p.node[3:], p.node[3:], 'principal', p.node[3:], c.arn, coalesce(c.account, a.account), c.event_time, false
FROM (
  SELECT DISTINCT node FROM query_table(nodes) WHERE starts_with(node, 'p:')
) p
LEFT JOIN spread_created c ON c.id = p.node[3:]
LEFT JOIN (
  SELECT split_part(principal_id, ':', 1) AS id, min(account) AS account FROM spread_actors
  WHERE identity_type IS DISTINCT FROM 'AWSAccount'
    AND split_part(principal_id, ':', 1) IN (SELECT split_part(node[3:], ':', 1) FROM query_table(nodes) WHERE starts_with(node, 'p:'))
  GROUP BY 1
) a ON a.id = split_part(p.node[3:], ':', 1);
