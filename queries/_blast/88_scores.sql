-- Signs within a quarter of an hour count together, each kind once.
CREATE OR REPLACE TEMP TABLE spread_scores AS
WITH summed AS (
  SELECT
    *,
    coalesce(max(weight) FILTER (sign = 'network') OVER soon, 0) + coalesce(max(weight) FILTER (sign = 'address') OVER soon, 0)
      + coalesce(max(weight) FILTER (sign = 'client') OVER soon, 0) + coalesce(max(weight) FILTER (sign = 'agent') OVER soon, 0)
      + coalesce(max(weight) FILTER (sign = 'region') OVER soon, 0) + coalesce(max(weight) FILTER (sign = 'identity') OVER soon, 0)
      + coalesce(max(weight) FILTER (sign = 'new-calls') OVER soon, 0) + coalesce(max(weight) FILTER (sign = 'denials') OVER soon, 0)
      + coalesce(max(weight) FILTER (sign = 'silence') OVER soon, 0) + coalesce(max(weight) FILTER (sign = 'first') OVER soon, 0)
      + coalesce(max(weight) FILTER (sign = 'quarantine') OVER soon, 0) AS score
  FROM spread_hands
  WINDOW soon AS (PARTITION BY hand ORDER BY event_time RANGE BETWEEN CURRENT ROW AND INTERVAL 15 MINUTE FOLLOWING)
), moments AS (
  SELECT DISTINCT hand, event_time, score FROM summed
)
SELECT *
FROM moments
-- A sign in the wake of a moment that counts as much is part of that moment.
QUALIFY score > coalesce(max(score) OVER (PARTITION BY hand ORDER BY event_time RANGE BETWEEN INTERVAL 15 MINUTE PRECEDING AND INTERVAL 1 MICROSECOND PRECEDING), 0)
ORDER BY score DESC, event_time, hand
LIMIT 50;
