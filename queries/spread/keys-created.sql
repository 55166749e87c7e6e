-- title: Long-term keys created or armed again
-- question: Did the radius make long-term keys, for itself or for others, and were they used?
-- severity: high
-- attack: T1098.001
SELECT
  b.event_time,
  b.credential AS made_by,
  e.event_name,
  CASE WHEN e.error_code IS NULL THEN 'succeeded'
    WHEN regexp_matches(e.error_code, 'AccessDenied|Unauthorized|NotAuthorized|Forbidden') THEN 'denied' ELSE 'failed' END AS outcome,
  coalesce(e.response ->> '$.accessKey.userName', e.request ->> '$.userName') AS owner,
  coalesce(e.response ->> '$.accessKey.accessKeyId', e.request ->> '$.accessKeyId') AS access_key,
  c.events AS uses,
  c.alive,
  b.integrity,
  [b.event_id] AS evidence
FROM blast_events b
JOIN events e USING (event_id)
LEFT JOIN blast_credentials c ON c.id = coalesce(e.response ->> '$.accessKey.accessKeyId', e.request ->> '$.accessKeyId')
WHERE e.event_source = 'iam.amazonaws.com'
  AND (e.event_name = 'CreateAccessKey' OR (e.event_name = 'UpdateAccessKey' AND (e.request ->> '$.status') = 'Active'))
ORDER BY b.event_time, b.event_id;
