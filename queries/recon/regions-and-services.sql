-- title: Regions and services
-- question: Where did the radius act, and on which services?
-- severity: info
-- attack: T1526, T1535
-- The evidence of a row is its first hundred events.
SELECT
  e.aws_region,
  e.event_source,
  count(*) AS events,
  count(*) FILTER (e.error_code IS NULL) AS succeeded,
  count(*) FILTER (e.read_only IS NOT TRUE AND e.error_code IS NULL) AS changes,
  min(b.event_time) AS first_time,
  max(b.event_time) AS last_time,
  count(*) FILTER (b.integrity = 'valid') AS proven,
  arg_min(b.event_id, (b.event_time, b.event_id), 100) AS evidence
FROM blast_events b
JOIN events e USING (event_id)
GROUP BY e.aws_region, e.event_source
ORDER BY e.aws_region, e.event_source;
