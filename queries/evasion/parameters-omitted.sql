-- title: Parameters too large to be logged
-- question: Where did CloudTrail leave out what was asked or answered because it was too large?
-- severity: medium
-- attack: T1562.008
-- Padding a policy with white space makes its text vanish from the record: IAM does not count the padding, CloudTrail does.
SELECT
  b.event_time,
  b.credential,
  e.event_source,
  e.event_name,
  CASE WHEN e.error_code IS NULL THEN 'succeeded'
    WHEN regexp_matches(e.error_code, 'AccessDenied|Unauthorized|NotAuthorized|Forbidden') THEN 'denied' ELSE 'failed' END AS outcome,
  CASE WHEN (e.request ->> '$.omitted') = 'true' THEN 'requestParameters' ELSE 'responseElements' END AS left_out,
  coalesce(e.request ->> '$.originalSize', e.response ->> '$.originalSize') AS original_size,
  b.integrity,
  [b.event_id] AS evidence
FROM blast_events b
JOIN events e USING (event_id)
-- The marker comes with its booleans as text; a record of another kind has no top-level `omitted` beside a `reason`.
WHERE ((e.request ->> '$.omitted') = 'true' AND (e.request ->> '$.reason') IS NOT NULL)
  OR ((e.response ->> '$.omitted') = 'true' AND (e.response ->> '$.reason') IS NOT NULL)
ORDER BY b.event_time, b.event_id;
