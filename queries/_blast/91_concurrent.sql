-- Such returns, those within an hour of one another as one stretch.
CREATE OR REPLACE TEMP TABLE blast_concurrent AS
WITH parted AS (
  SELECT *, sum(fresh) OVER (PARTITION BY credential ORDER BY event_time, event_id) AS stretch
  FROM (
    SELECT *, CASE WHEN event_time - lag(event_time) OVER (PARTITION BY credential ORDER BY event_time, event_id) <= INTERVAL 1 HOUR THEN 0 ELSE 1 END AS fresh
    FROM spread_returns
  )
)
SELECT
  credential,
  min(other_time) AS from_time,
  max(event_time) AS to_time,
  list_sort(list_distinct(flatten(list([network, other]))))[1:20] AS networks,
  count(*) AS times,
  count(*) FILTER (proven) AS proven,
  list_sort(list_distinct(flatten(arg_min([other_event, event_id], (event_time, event_id), 50)))) AS evidence
FROM parted
GROUP BY credential, stretch;
