-- title: Timeline by hour
-- question: What was done, hour by hour, with which credential, and did it work?
-- severity: info
-- attack: T1078.004
-- Event by event it is `blast --events FILE`. What a service did in the name of the credential counts apart: `by_service`.
-- The evidence of a row is its first hundred events.
SELECT
  date_trunc('hour', event_time) AS hour,
  credential,
  event_source,
  call,
  outcome,
  CASE WHEN is_service(invoked_by) THEN invoked_by END AS by_service,
  count(*) AS events,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  list_sort(list(DISTINCT aws_region)) AS regions,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM blast_calls
GROUP BY ALL
ORDER BY hour, first_time, credential, event_source, call, outcome, by_service;
