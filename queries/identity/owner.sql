-- title: Owners of the long-term keys
-- question: Who owns each long-term key of the radius, when was it created, by whom and from where?
-- severity: info
-- attack: T1098.001
-- A key older than the data has no creation event; its owner is then told by its first use. CreateAccessKey for oneself has no
-- requestParameters: the owner stands in the response.
WITH made AS (
  SELECT
    response ->> '$.accessKey.accessKeyId' AS key_id,
    response ->> '$.accessKey.userName' AS owner,
    event_time, coalesce(identity_arn, principal_id) AS created_by, source_ip, event_id
  FROM events
  WHERE event_name = 'CreateAccessKey' AND event_source = 'iam.amazonaws.com' AND error_code IS NULL
), used AS (
  SELECT e.access_key_id AS key_id, arg_min(e.identity_arn, (e.event_time, e.event_id)) AS owner, arg_min(e.event_id, (e.event_time, e.event_id)) AS event_id
  FROM blast_events b JOIN events e USING (event_id)
  WHERE e.access_key_id IS NOT NULL
  GROUP BY e.access_key_id
)
SELECT
  c.id AS access_key,
  coalesce(m.owner, u.owner, c.principal) AS owner,
  m.event_time AS created_at,
  m.created_by,
  m.source_ip AS created_from,
  c.first_seen,
  c.alive,
  list_filter([m.event_id, u.event_id], lambda id: id IS NOT NULL) AS evidence
FROM blast_credentials c
LEFT JOIN made m ON m.key_id = c.id
LEFT JOIN used u ON u.key_id = c.id
WHERE c.kind = 'access-key'
ORDER BY c.depth, created_at NULLS FIRST, access_key, created_by;
