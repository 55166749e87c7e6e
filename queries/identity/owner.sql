-- title: Owners of the long-term keys
-- question: Who owns each long-term key of the radius and above it, when was it created, by whom and from where?
-- severity: info
-- attack: T1098.001
-- A key older than the data has no creation event; its owner is then told by its first use. CreateAccessKey for oneself has no
-- requestParameters: the owner stands in the response. Keys above the seed (who issued it) are listed and are not of the radius.
WITH keys AS (
  SELECT id, principal, true AS in_radius, first_seen, alive, depth FROM blast_credentials WHERE kind = 'access-key'
  UNION ALL
  SELECT id, any_value(principal ORDER BY depth), false, NULL, NULL, -min(depth)
  FROM blast_upstream
  WHERE kind = 'access-key' AND id NOT IN (SELECT id FROM blast_credentials)
  GROUP BY id
), made AS (
  SELECT
    response ->> '$.accessKey.accessKeyId' AS key_id,
    response ->> '$.accessKey.userName' AS owner,
    event_time, coalesce(identity_arn, principal_id, invoked_by) AS created_by, source_ip, user_agent, event_id
  FROM events
  WHERE event_name = 'CreateAccessKey' AND event_source = 'iam.amazonaws.com' AND error_code IS NULL
), used AS (
  SELECT access_key_id AS key_id, arg_min(identity_arn, (event_time, event_id)) AS owner, arg_min(event_id, (event_time, event_id)) AS event_id
  FROM blast_calls
  WHERE access_key_id IS NOT NULL
  GROUP BY access_key_id
)
SELECT
  k.id AS access_key,
  coalesce(u.owner, k.principal, m.owner) AS owner,
  k.in_radius,
  m.event_time AS created_at,
  m.created_by,
  m.source_ip AS created_from,
  m.user_agent AS created_with,
  k.first_seen,
  k.alive,
  list_filter([m.event_id, u.event_id], lambda id: id IS NOT NULL) AS evidence
FROM keys k
LEFT JOIN made m ON m.key_id = k.id
LEFT JOIN used u ON u.key_id = k.id
ORDER BY k.depth, created_at NULLS FIRST, access_key, created_by;
