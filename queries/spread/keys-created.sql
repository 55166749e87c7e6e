-- title: Long-term keys created or armed again
-- question: Did the radius make long-term keys, for itself or for others, and were they used?
-- severity: high
-- attack: T1098.001
-- UpdateAccessKey with status Active brings an inactive key back. Without a user name it is a key of one's own.
WITH made AS (
  SELECT
    *,
    coalesce(response ->> '$.accessKey.userName', request ->> '$.userName') AS named,
    coalesce(response ->> '$.accessKey.accessKeyId', request ->> '$.accessKeyId') AS key_id
  FROM blast_calls
  WHERE event_source = 'iam.amazonaws.com'
    AND (event_name = 'CreateAccessKey' OR (event_name = 'UpdateAccessKey' AND (request ->> '$.status') = 'Active'))
)
SELECT
  m.event_time,
  m.credential AS made_by,
  m.event_name,
  m.outcome,
  coalesce(m.named, regexp_extract(wanted_resource(m.error_message), 'user[ /](.*)$', 1), regexp_extract(m.identity_arn, '[^/]*$')) AS owner,
  m.named IS NULL OR coalesce(m.identity_arn LIKE '%:user/%' AND regexp_extract(m.identity_arn, '[^/]*$') = m.named, false) AS for_itself,
  m.key_id AS access_key,
  c.events AS uses,
  c.first_seen AS first_use,
  c.last_seen AS last_use,
  c.alive,
  m.integrity,
  [m.event_id] AS evidence
FROM made m
LEFT JOIN blast_credentials c ON c.id = m.key_id
ORDER BY m.event_time, m.event_id;
