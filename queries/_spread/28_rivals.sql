INSERT INTO known_rivals
-- The role was assumed more than once under one session name in one second. Of GetSessionToken and AssumeRoot there are other doubts.
SELECT c.node, c.method, coalesce(i.key_id, i.shared_event_id, i.event_id), i.event_id, i.caller, i.event_time
FROM spread_children c
JOIN spread_issues i ON i.event_id = c.event_id
WHERE c.method = 'SESS' AND c.weakness = 2 AND i.event_name NOT IN ('GetSessionToken', 'AssumeRoot')
UNION ALL
-- Several credentials fetched a sign-in token before the login.
SELECT l.to_node, l.method, i.event_id, i.event_id, l.from_node, i.event_time
FROM known_links l
JOIN spread_issues i ON i.event_id = l.evidence[1] AND i.event_name = 'GetSigninToken'
WHERE l.method = 'LOGIN' AND l.weakness = 2
UNION ALL
-- Several logins may have begun a session. By equality on each of these seconds: a user may have tens of thousands of both.
SELECT k.to_node, k.method, l.event_id, l.event_id, l.node, l.event_time
FROM (
  SELECT k.to_node, k.method, a.principal_id, date_trunc('second', a.session_created) + to_seconds(unnest(range(-5, 6))) AS second
  FROM known_links k
  JOIN actors a ON a.node = k.to_node
  WHERE k.method = 'LOGIN' AND k.weakness = 2
) k
JOIN spread_logins l ON l.principal_id = k.principal_id AND date_trunc('second', l.event_time) = k.second
WHERE l.ok AND l.event_name IN ('ConsoleLogin', 'SwitchRole', 'RenewRole')
UNION ALL
-- Several nodes of a cluster fetched credentials for a pod in one second.
SELECT node, 'WORK', event_id, event_id, caller, event_time
FROM spread_pod_calls
WHERE others;
