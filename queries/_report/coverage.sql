-- The table of coverage as stretches of hours that are alike; whether CloudTrail delivered anything in a covered hour makes no
-- difference to that. Worst first, then in the order of place and time.
WITH islands AS (
  SELECT *, sum(CASE WHEN state = before AND hour = hour_before + INTERVAL 1 HOUR THEN 0 ELSE 1 END)
    OVER (PARTITION BY account_id, region ORDER BY hour) AS island
  FROM (
    SELECT *, lag(state) OVER w AS before, lag(hour) OVER w AS hour_before
    FROM (
      SELECT *, hash(logging, logging_from, digest, CASE WHEN logs = 'proven-empty' THEN 'all-valid' ELSE logs END, result, event_id) AS state
      FROM coverage
    )
    WINDOW w AS (PARTITION BY account_id, region ORDER BY hour)
  )
), stretches AS (
  SELECT account_id AS account, region, min(hour) AS "from", max(hour) + INTERVAL 1 HOUR AS "to", count(*) AS hours,
    any_value(logging) AS logging, any_value(logging_from) AS "loggingFrom", any_value(digest) AS digest,
    coalesce(any_value(logs) FILTER (logs <> 'proven-empty'), 'proven-empty') AS logs,
    count(*) FILTER (logs = 'proven-empty') AS empty, any_value(result) AS result, any_value(event_id) AS event
  FROM islands GROUP BY account_id, region, island
)
SELECT s.*, e.event_name || ' by ' || e.who || ' at ' || strftime(e.event_time, '%Y-%m-%dT%H:%M:%SZ') AS explained
FROM stretches s LEFT JOIN trail_changes e ON e.event_id = s.event
ORDER BY CASE result WHEN 'unknown' THEN 0 WHEN 'partly' THEN 1 ELSE 2 END, account, region, "from"
LIMIT $most;
