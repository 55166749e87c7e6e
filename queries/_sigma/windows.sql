-- Spans of one group that overlap are one window; whether it is of the radius is known by its records.
INSERT INTO sigma_windows
WITH opened AS (
  SELECT grp, from_time, to_time,
    coalesce(from_time > max(to_time) OVER (PARTITION BY grp ORDER BY from_time, to_time ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS opens
  FROM sigma_fired
  WHERE rule = $rule
), numbered AS (
  SELECT *, sum(CAST(opens AS INTEGER)) OVER (PARTITION BY grp ORDER BY from_time, to_time ROWS UNBOUNDED PRECEDING) AS number FROM opened
), spans AS (
  SELECT grp, min(from_time) AS from_time, max(to_time) AS to_time FROM numbered GROUP BY grp, number
)
SELECT CAST($rule AS INTEGER), s.grp, s.from_time, s.to_time, bool_or(i.in_radius)
FROM sigma_items i
ASOF JOIN spans s ON s.grp = i.grp AND i.event_time >= s.from_time
WHERE i.event_time <= s.to_time
GROUP BY s.grp, s.from_time, s.to_time
