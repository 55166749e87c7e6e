-- A correlation by counting: at each record, how many different ones of what it counts lie within the timespan that ends with it. More is
-- true at every such record; fewer, equal and different only of spans that take in all they can, for on the way to ten there are three.
INSERT INTO sigma_fired
WITH counts AS (
  SELECT
    grp, event_row, event_time,
    count(DISTINCT counted) OVER back AS n,
    min(event_time) OVER back AS from_time,
    min(event_time) OVER later AS next_time
  FROM sigma_items
  WINDOW
    back AS (PARTITION BY grp ORDER BY event_time RANGE BETWEEN to_seconds(CAST($seconds AS BIGINT)) PRECEDING AND CURRENT ROW),
    later AS (PARTITION BY grp ORDER BY event_time RANGE BETWEEN INTERVAL 1 MICROSECOND FOLLOWING AND UNBOUNDED FOLLOWING)
)
SELECT DISTINCT CAST($rule AS INTEGER), event_row, grp, from_time, event_time
FROM counts
WHERE ($gt IS NULL OR n > $gt)
  AND ($gte IS NULL OR n >= $gte)
  AND ($lt IS NULL OR n < $lt)
  AND ($lte IS NULL OR n <= $lte)
  AND ($eq IS NULL OR n = $eq)
  AND ($neq IS NULL OR n <> $neq)
  AND (($lt IS NULL AND $lte IS NULL AND $eq IS NULL AND $neq IS NULL)
    OR next_time IS NULL OR next_time - to_seconds(CAST($seconds AS BIGINT)) > from_time)
