-- title: First and last use
-- question: When was each credential first and last used, how much, and how widely?
-- severity: info
-- attack: T1078.004
SELECT
  b.credential,
  min(b.event_time) AS first_use,
  max(b.event_time) AS last_use,
  count(DISTINCT CAST(b.event_time AS DATE)) AS active_days,
  count(*) AS events,
  count(*) FILTER (e.error_code IS NOT NULL) AS refused_or_failed,
  count(DISTINCT e.aws_region) AS regions,
  count(DISTINCT e.event_source) AS services,
  count(*) FILTER (b.integrity = 'valid') AS proven,
  list_sort(list_distinct([arg_min(b.event_id, (b.event_time, b.event_id)), arg_max(b.event_id, (b.event_time, b.event_id))])) AS evidence
FROM blast_events b
JOIN events e USING (event_id)
GROUP BY b.credential
ORDER BY first_use, b.credential;
