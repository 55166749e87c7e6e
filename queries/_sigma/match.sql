-- The records that fulfil a rule, or one of several that have to read the whole case: each once a rule. An event without a legible time is
-- in every window.
INSERT INTO sigma_matches
SELECT unnest(rules), event_row, event_time, integrity, in_radius
FROM (
  SELECT
    list_filter(CAST([] /* rules */ AS INTEGER[]), lambda rule: rule IS NOT NULL) AS rules,
    e.rowid AS event_row,
    e.event_time,
    e.integrity,
    e.rowid IN (SELECT event_row FROM sigma_radius) AS in_radius
  FROM events e
  WHERE true /* narrow */
    AND ($since IS NULL OR e.event_time IS NULL OR e.event_time >= CAST($since AS TIMESTAMP))
    AND ($until IS NULL OR e.event_time IS NULL OR e.event_time <= CAST($until AS TIMESTAMP))
    AND true /* condition */
)
