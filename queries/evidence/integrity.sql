-- title: How well the radius is proven
-- question: How many events of the radius rest on verified log files, and what is said of the others?
-- severity: info
-- The evidence of a row is its first hundred events.
SELECT
  coalesce(integrity, 'unverified') AS verdict,
  count(*) AS events,
  count(DISTINCT credential) AS credentials,
  count(DISTINCT object_id) AS objects,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM blast_calls
GROUP BY 1
ORDER BY verdict;
