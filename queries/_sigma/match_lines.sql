-- A line per rule and record, those of the radius first.
SELECT m.rule, m.in_radius, e.* EXCLUDE (request, response, resources, extra, raw)
FROM events e
JOIN sigma_matches m ON m.event_row = e.rowid
ORDER BY m.in_radius DESC, m.rule, e.event_time, e.event_id
