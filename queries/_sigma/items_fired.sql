-- The records at which another correlation came true, as records of a rule of this one.
INSERT INTO sigma_items
SELECT item, event_row, event_time, integrity, in_radius, to_json(grp), CAST(item AS VARCHAR)
FROM (
  SELECT
    CAST($item AS INTEGER) AS item,
    e.rowid AS event_row,
    e.event_time,
    e.integrity,
    e.rowid IN (SELECT event_row FROM sigma_radius) AS in_radius,
    [] /* group */ AS grp
  FROM events e
  WHERE e.rowid IN (SELECT event_row FROM sigma_fired WHERE rule = $rule)
)
WHERE NOT list_contains(list_transform(grp, lambda v: v IS NULL), true)
