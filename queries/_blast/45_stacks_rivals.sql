-- Whoever had CloudFormation do something as this principal within the day before the session began.
INSERT INTO spread_rivals
SELECT s.node, 'WORK', r.event_id, r.event_id, r.node, r.event_time
FROM spread_stack_sessions s
JOIN spread_stack_rivals r ON r.principal_id = s.principal_id AND r.event_time BETWEEN s.first_time - INTERVAL 1 DAY AND s.first_time
WHERE s.role IS NULL;
