-- The first records of each rule, those of the radius before the others.
WITH first AS (
  SELECT rule, event_row, event_time, in_radius
  FROM sigma_matches
  QUALIFY rank() OVER (PARTITION BY rule ORDER BY in_radius DESC, event_time) <= $limit
)
SELECT f.rule, (list(e.event_id ORDER BY f.in_radius DESC, f.event_time, e.event_id))[1:$limit] AS evidence
FROM events e
JOIN first f ON f.event_row = e.rowid
GROUP BY f.rule
