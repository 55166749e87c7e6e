-- From when to when the events of the radius are, and from when to when all but a fiftieth of them at either end.
SELECT
  min(event_time) AS "first",
  max(event_time) AS "last",
  quantile_disc(event_time, 0.02) AS low,
  quantile_disc(event_time, 0.98) AS high,
  count(*) AS events
FROM blast_events
WHERE event_time IS NOT NULL;
