-- title: Timeline by hour
-- question: What was done, hour by hour, with which credential, and did it work?
-- severity: info
-- attack: T1078.004
-- Event by event it is `blast --events FILE`. The evidence of a row is its first hundred events.
SELECT
  date_trunc('hour', b.event_time) AS hour,
  b.credential,
  e.event_source,
  e.event_name,
  CASE WHEN e.error_code IS NULL THEN 'succeeded'
    WHEN regexp_matches(e.error_code, 'AccessDenied|Unauthorized|NotAuthorized|Forbidden') THEN 'denied' ELSE 'failed' END AS outcome,
  count(*) AS events,
  min(b.event_time) AS first_time,
  max(b.event_time) AS last_time,
  count(*) FILTER (b.integrity = 'valid') AS proven,
  arg_min(b.event_id, (b.event_time, b.event_id), 100) AS evidence
FROM blast_events b
JOIN events e USING (event_id)
GROUP BY ALL
ORDER BY hour, first_time, b.credential, e.event_source, e.event_name, outcome;
