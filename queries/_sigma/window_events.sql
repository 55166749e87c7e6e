-- The records that a correlation rests on.
INSERT INTO sigma_matches
SELECT DISTINCT CAST($rule AS INTEGER), i.event_row, i.event_time, i.integrity, i.in_radius
FROM sigma_items i
ASOF JOIN (SELECT * FROM sigma_windows WHERE rule = $rule) w ON w.grp = i.grp AND i.event_time >= w.from_time
WHERE i.event_time <= w.to_time
