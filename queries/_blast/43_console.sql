-- Suspects around the console: a sign-in event that names a reached session by its ARN, or by principal and time, where the record that
-- would tie the two for certain is not in the data (one region's export lacks the other regions' sign-ins).
INSERT INTO spread_added
WITH sessions AS (
  SELECT
    a.node, a.principal_id, a.session_created, a.identity_arn,
    coalesce(a.session_created, a.first_time) AS from_time,
    coalesce(a.session_created, a.last_time) + INTERVAL 36 HOUR AS to_time
  FROM spread_fresh f
  JOIN spread_actors a ON a.node = f.node
  WHERE a.identity_arn IS NOT NULL AND NOT a.only_for_services
), logins AS (
  SELECT * FROM spread_logins WHERE ok AND node NOT IN (SELECT to_node FROM spread_links WHERE weakness <= 1)
)
SELECT
  s.node, l.node, 'SESS', 2, l.event_time, 1, [l.event_id],
  'the console switched to this role from an identity of this ARN; the AssumeRole behind it is not in the data'
FROM sessions s
JOIN logins l ON l.event_name = 'SwitchRole' AND l.switch_from = s.identity_arn AND l.event_time BETWEEN s.from_time AND s.to_time
UNION ALL
SELECT
  s.node, l.node, 'LOGIN', 2, l.event_time, 1, [l.event_id],
  'a console login of the same principal while this session lived; the request for its sign-in token is not in the data'
FROM sessions s
JOIN logins l ON l.principal_id = s.principal_id AND l.event_time BETWEEN s.from_time AND s.to_time
WHERE l.event_name = 'ConsoleLogin' AND l.identity_type IN ('AssumedRole', 'FederatedUser') AND s.session_created IS NOT NULL
UNION ALL
SELECT
  s.node, l.node, 'SESS', 2, l.event_time, 1, [l.event_id],
  'the sign-in service recorded ' || l.event_name || ' for the same session (same principal and creation date)'
FROM sessions s
JOIN logins l ON l.principal_id = s.principal_id AND l.session_created = s.session_created
WHERE l.event_name NOT IN ('ConsoleLogin', 'SwitchRole')
UNION ALL
SELECT
  s.node, l.node, 'SESS', 2, l.event_time, 1, [l.event_id],
  'the console renewed a session of the same role and name; the record of RenewRole is not documented'
FROM sessions s
JOIN logins l ON l.event_name = 'RenewRole' AND l.principal_id = s.principal_id AND l.event_time BETWEEN s.from_time AND s.to_time
WHERE l.session_created IS NULL;
