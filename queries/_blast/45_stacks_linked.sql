-- WORK by a stack: what CloudFormation makes for a caller is the caller's doing, users and instances included. With the caller's own
-- identity: a session that nobody issued, of the same principal, while the stack was made (a day at most); whose stack it was, nothing in
-- it tells (45_stacks_rivals.sql). With a passed role: a session of that role that names this stack and no other; without a name it is a
-- suspect by the generic rule (43_passes_linked.sql).
INSERT INTO spread_added
SELECT
  c.node, s.node, 'WORK', 2, c.event_time, 1, [c.event_id],
  'CloudFormation acted for this principal, for which calls outside the radius had stacks made in the same day'
FROM spread_stack_calls c
JOIN spread_stack_sessions s ON s.principal_id = c.principal_id AND s.first_time BETWEEN c.event_time AND c.event_time + INTERVAL 1 DAY
WHERE c.role IS NULL AND s.role IS NULL AND s.node <> c.node
QUALIFY row_number() OVER (PARTITION BY c.node, s.node ORDER BY c.event_time DESC, c.event_id) = 1
UNION ALL
SELECT c.node, s.node, 'WORK', 1, c.event_time, 1, list_distinct([c.event_id, s.issue]), NULL
FROM spread_stack_calls c
JOIN spread_stack_sessions s ON s.role = c.role AND s.account = c.account AND s.stacks = [c.stack] AND s.first_time >= c.event_time;
