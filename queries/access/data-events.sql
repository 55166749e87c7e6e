-- title: Were data events recorded
-- question: Would the evidence show reads and writes of objects, calls of functions and other data events at all?
-- severity: info
-- Not of the radius but of the whole case: what trails were set to record and when that changed (`set`, `changed`), which data events
-- there are (`seen`, by service; `bucket`, of those that the radius touched), and for how much of the time the records are provably whole
-- (`covered`). Management events are recorded unless a trail is told otherwise; data events only where a trail is told so. A bucket
-- without data events is no bucket that nobody read.
WITH seen AS MATERIALIZED (
  SELECT
    event_source, recipient_account AS account, count(*) AS events, min(event_time) AS from_time, max(event_time) AS until_time,
    count(*) FILTER (integrity = 'valid') AS proven
  FROM events
  WHERE event_category = 'Data'
  GROUP BY ALL
), buckets AS (
  SELECT
    coalesce(request ->> '$.bucketName', regexp_extract(resources ->> '$[0].ARN', '^arn:[^:]*:s3:::([^/]+)', 1)) AS bucket,
    any_value(recipient_account) AS account,
    count(*) FILTER (event_category = 'Data') AS events,
    min(event_time) FILTER (event_category = 'Data') AS from_time,
    max(event_time) FILTER (event_category = 'Data') AS until_time,
    count(*) FILTER (event_category = 'Data' AND integrity = 'valid') AS proven,
    arg_min(event_id, (event_time, event_id), 100) FILTER (event_category = 'Data') AS evidence
  FROM blast_calls
  WHERE event_source = 's3.amazonaws.com'
  GROUP BY 1
)
SELECT
  'changed' AS about,
  coalesce(request ->> '$.trailName', request ->> '$.name') AS what,
  recipient_account AS account,
  event_time AS from_time,
  NULL::TIMESTAMP AS until_time,
  NULL::BIGINT AS events,
  outcome || ': ' || coalesce(request ->> '$.eventSelectors', request ->> '$.advancedEventSelectors', wanted_resource(error_message),
    'what was asked for is not recorded') AS detail,
  CASE WHEN integrity = 'valid' THEN 1 ELSE 0 END AS proven,
  [event_id] AS evidence
FROM calls
WHERE event_source = 'cloudtrail.amazonaws.com' AND event_name = 'PutEventSelectors'
UNION ALL
SELECT
  'set', trail, account_id, from_time, until_time, NULL,
  'management events: ' || management || CASE WHEN len(excluded) > 0 THEN ', without ' || array_to_string(excluded, ', ') ELSE '' END
    || '; data events: ' || CASE WHEN len(data) > 0 THEN array_to_string(data, '; ') ELSE 'none' END,
  CASE WHEN proven THEN 1 ELSE 0 END,
  CASE WHEN event_id IS NULL THEN [] ELSE [event_id] END
FROM selectors
UNION ALL
SELECT 'set', trail_arn, split_part(trail_arn, ':', 5), NULL, NULL, NULL,
  'when the evidence was collected, nobody asked what it records', 0, []
FROM trail_settings
WHERE selectors IS NULL
UNION ALL
SELECT
  'covered', NULL, account_id, min(hour), max(hour) + INTERVAL 1 HOUR, NULL,
  count(*) FILTER (result = 'covered') || ' of ' || count(*) || ' hours of ' || count(DISTINCT region)
    || ' regions are provably recorded in full', 0, []
FROM coverage
GROUP BY account_id
UNION ALL
SELECT 'seen', event_source, account, from_time, until_time, events, 'data events of the service, in the whole case', proven, []
FROM seen
UNION ALL
-- Said outright, since it decides what an absence of reads can mean.
SELECT 'seen', 'nothing', NULL, NULL, NULL, 0, 'not one data event in the whole case', 0, []
WHERE NOT EXISTS (SELECT 1 FROM seen)
UNION ALL
SELECT
  'bucket', bucket, account, from_time, until_time, events,
  CASE WHEN events > 0 THEN 'data events of the radius' ELSE 'no data events of the radius' END, proven, coalesce(evidence, [])
FROM buckets
WHERE bucket IS NOT NULL AND bucket <> ''
ORDER BY about, account, what, from_time, detail;
