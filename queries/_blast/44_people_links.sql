-- PRIN to a user of Identity Center that was created; OBO, a suspect, to one that was changed.
INSERT INTO spread_added
SELECT
  node, 'i:' || id, CASE WHEN event_name = 'CreateUser' THEN 'PRIN' ELSE 'OBO' END, CASE WHEN event_name = 'CreateUser' THEN 0 ELSE 2 END,
  event_time, 1, [event_id],
  CASE WHEN event_name <> 'CreateUser' THEN 'a user of Identity Center on whom this credential called ' || event_name END
FROM spread_people
QUALIFY row_number() OVER (PARTITION BY node, id, event_name = 'CreateUser' ORDER BY event_time, event_id) = 1;
