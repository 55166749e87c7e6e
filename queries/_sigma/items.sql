-- The records of one rule of a correlation. One without a value to group by belongs to no group, one without a value to count counts for
-- nothing, and one without a time is in no span of time.
INSERT INTO sigma_items
SELECT item, event_row, event_time, integrity, in_radius, to_json(grp), counted
FROM (
  SELECT
    CAST($item AS INTEGER) AS item,
    e.rowid AS event_row,
    e.event_time,
    e.integrity,
    e.rowid IN (SELECT event_row FROM sigma_radius) AS in_radius,
    [] /* group */ AS grp,
    CASE $type
      WHEN 'event_count' THEN CAST(e.rowid AS VARCHAR)
      WHEN 'value_count' THEN CASE WHEN list_contains(list_transform([] /* counted */, lambda v: v IS NULL), true) THEN NULL ELSE CAST(to_json([] /* counted */) AS VARCHAR) END
      ELSE CAST($item AS VARCHAR) END AS counted
  FROM events e
  WHERE true /* narrow */
    AND e.event_time IS NOT NULL
    AND ($since IS NULL OR e.event_time >= CAST($since AS TIMESTAMP))
    AND ($until IS NULL OR e.event_time <= CAST($until AS TIMESTAMP))
    AND true /* condition */
)
WHERE NOT list_contains(list_transform(grp, lambda v: v IS NULL), true) AND counted IS NOT NULL
