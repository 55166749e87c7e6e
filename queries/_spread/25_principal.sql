-- PRIN: a created user or role, by id, to everything done as it: its keys, its sessions, its logins, its calls into other accounts.
-- The moment is the child's own first event, so that the event that issued a key, where there is one, is the nearer explanation.
INSERT INTO known_links
SELECT
  caller, 'p:' || id, 'PRIN', CASE WHEN for_service THEN 2 ELSE 0 END, event_time, 1, [event_id],
  CASE WHEN for_service THEN 'a service-linked role: nobody but its service can assume it' END
FROM spread_created
UNION ALL
SELECT 'p:' || c.id, a.node, 'PRIN', 0, greatest(c.event_time, a.first_time), 1, [c.event_id], NULL
FROM spread_created c
JOIN actors a ON split_part(a.principal_id, ':', 1) = c.id
UNION ALL
SELECT 'p:' || c.id, l.node, 'PRIN', 0, l.event_time, 1, [c.event_id, l.event_id], NULL
FROM spread_created c
JOIN spread_logins l ON split_part(l.principal_id, ':', 1) = c.id
UNION ALL
-- A created role that somebody else assumed, a service or an account of the intruder's: the key counts even if nobody used it yet.
SELECT 'p:' || c.id, 'k:' || i.key_id, 'PRIN', 0, i.event_time, 1, [c.event_id, i.event_id], NULL
FROM spread_created c
JOIN spread_issues i ON split_part(i.session, ':', 1) = c.id
WHERE c.kind = 'role' AND i.key_id IS NOT NULL AND i.event_time >= c.event_time;
