-- Every event of the radius: what a reached actor did from the moment it was reached, and the logins. Each once, with the strongest
-- state that covers it. `$since` hides events but cuts no edge: a key issued before the window is still the intruder's within it.
CREATE OR REPLACE TEMP TABLE spread_found AS
SELECT
  e.rowid AS row_number, e.event_id, e.event_time, s.id AS credential, r.depth, r.method, confidence_name(r.weakness) AS confidence,
  e.integrity, r.node
FROM spread_rows x
JOIN events e ON e.rowid = x.row_number
JOIN spread_reach r ON r.node = x.node
JOIN spread_shown s ON s.node = x.node
-- An event without a legible time is told rather than lost.
WHERE coalesce(e.event_time, TIMESTAMP 'infinity') >= r.since
  AND (r.until_better IS NULL OR e.event_time < r.until_better)
  AND (e.event_time IS NULL OR $since IS NULL OR e.event_time >= CAST($since AS TIMESTAMP))
  AND (e.event_time IS NULL OR $until IS NULL OR e.event_time <= CAST($until AS TIMESTAMP));
