-- Every ARN in resources, requestParameters and responseElements of the radius, with the calls that named it. Objects count under
-- their bucket: a data event trail names millions.
WITH named AS (
  SELECT
    b.event_id,
    b.event_time,
    e.event_name,
    e.error_code IS NULL AS ok,
    unnest(list_distinct(list_transform(
      regexp_extract_all(
        concat_ws(' ', CAST(e.resources AS VARCHAR), CAST(e.request AS VARCHAR), CAST(e.response AS VARCHAR)),
        'arn:aws[a-z-]*:[A-Za-z0-9-]+:[a-z0-9-]*:[0-9]*:[^"\\\s,]+'),
      lambda a: CASE WHEN a LIKE 'arn:aws%:s3:::%/%' THEN regexp_extract(a, '^[^/]+') ELSE a END))) AS arn
  FROM blast_events b JOIN events e USING (event_id)
)
SELECT
  arn,
  list_sort(list(DISTINCT event_name)) AS verbs,
  count(*) AS events,
  count(*) FILTER (ok) AS succeeded,
  min(event_time) AS "first",
  max(event_time) AS "last"
FROM named
GROUP BY arn
ORDER BY arn;
