-- title: First and last use
-- question: When was each credential first and last used, how much, how densely and how widely?
-- severity: info
-- attack: T1078.004
-- The evidence of a row is the first and the last event.
WITH hours AS (
  SELECT credential, date_trunc('hour', event_time) AS hour, count(*) AS events FROM blast_calls GROUP BY ALL
), densest AS (
  SELECT credential, count(*) AS active_hours, arg_max(hour, (events, -epoch(hour))) AS busiest_hour, max(events) AS events_in_it
  FROM hours
  WHERE hour IS NOT NULL
  GROUP BY credential
)
SELECT
  credential,
  any_value(c.kind) AS kind,
  any_value(c.principal) AS principal,
  min(b.event_time) AS first_use,
  max(b.event_time) AS last_use,
  count(DISTINCT CAST(b.event_time AS DATE)) AS active_days,
  any_value(d.active_hours) AS active_hours,
  count(*) AS events,
  any_value(d.busiest_hour) AS busiest_hour,
  any_value(d.events_in_it) AS events_in_busiest_hour,
  count(*) FILTER (b.outcome = 'denied') AS denied,
  count(*) FILTER (b.outcome = 'failed') AS failed,
  count(*) FILTER (b.read_only IS NOT TRUE AND b.outcome = 'succeeded') AS changes,
  list_sort(list(DISTINCT b.aws_region)) AS regions,
  list_sort(list(DISTINCT b.event_source)) AS services,
  count(*) FILTER (b.integrity = 'valid') AS proven,
  list_sort(list_distinct([arg_min(b.event_id, (b.event_time, b.event_id)), arg_max(b.event_id, (b.event_time, b.event_id))])) AS evidence
FROM blast_calls b
LEFT JOIN (SELECT id AS credential, kind, principal FROM blast_credentials) c USING (credential)
LEFT JOIN densest d USING (credential)
GROUP BY credential
ORDER BY first_use, credential;
