-- title: User agents
-- question: With which programs did the radius act?
-- severity: info
-- attack: T1588.002
-- The client writes this text itself. The evidence of a row is its first hundred events.
SELECT
  e.user_agent,
  min(b.event_time) AS first_time,
  max(b.event_time) AS last_time,
  count(*) AS events,
  list_sort(list(DISTINCT e.source_ip)) AS addresses,
  count(*) FILTER (b.integrity = 'valid') AS proven,
  arg_min(b.event_id, (b.event_time, b.event_id), 100) AS evidence
FROM blast_events b
JOIN events e USING (event_id)
GROUP BY e.user_agent
ORDER BY first_time, e.user_agent;
