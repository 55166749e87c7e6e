-- title: How well the radius is proven
-- question: How many events of the radius rest on verified log files, and what is said of the others?
-- severity: info
-- The evidence of a row is its first hundred events.
SELECT
  coalesce(b.integrity, 'unverified') AS verdict,
  count(*) AS events,
  count(DISTINCT b.credential) AS credentials,
  count(DISTINCT e.object_id) AS objects,
  min(b.event_time) AS first_time,
  max(b.event_time) AS last_time,
  arg_min(b.event_id, (b.event_time, b.event_id), 100) AS evidence
FROM blast_events b
JOIN events e USING (event_id)
GROUP BY 1
ORDER BY verdict;
