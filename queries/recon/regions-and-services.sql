-- title: Regions and services
-- question: Where did the radius act, and on which services?
-- severity: info
-- attack: T1526, T1535
-- The evidence of a row is its first hundred events.
SELECT
  aws_region,
  event_source,
  count(*) AS events,
  count(*) FILTER (outcome = 'succeeded') AS succeeded,
  count(*) FILTER (outcome = 'denied') AS denied,
  count(*) FILTER (read_only IS NOT TRUE AND outcome = 'succeeded') AS changes,
  count(DISTINCT call) AS calls,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM blast_calls
GROUP BY aws_region, event_source
ORDER BY aws_region, event_source;
