-- LOGIN: an API credential is turned into a console session (GetSigninToken, then ConsoleLogin of the same principal while the
-- token lives: 15 minutes), and the console mints keys of its own, up to some twenty a session, whose creation date is that of
-- the login (within 5 seconds).
INSERT INTO spread_links
WITH exchanged AS (
  SELECT i.caller, i.caller_key, i.event_id, l.node AS login, l.event_id AS login_event, l.event_time AS login_time
  FROM spread_issues i
  JOIN spread_logins l ON l.principal_id = i.session
    AND l.event_time BETWEEN i.event_time AND i.event_time + INTERVAL 15 MINUTE
  WHERE i.event_name = 'GetSigninToken' AND i.caller IS NOT NULL AND l.event_name = 'ConsoleLogin' AND l.ok
  QUALIFY row_number() OVER (PARTITION BY l.node, i.caller ORDER BY i.event_time DESC, i.event_id) = 1
), judged AS (
  SELECT *, min(caller) OVER (PARTITION BY login) <> max(caller) OVER (PARTITION BY login) AS ambiguous FROM exchanged
)
SELECT
  caller, login, 'LOGIN', CASE WHEN ambiguous THEN 2 ELSE 1 END, login_time, 1, [event_id, login_event],
  CASE WHEN ambiguous THEN 'more than one credential of this principal fetched a sign-in token before the login' END
FROM judged
UNION ALL
SELECT login, child, method, 1, moment, 0, [event_id], NULL
FROM (
  SELECT
    l.node AS login, l.event_id, l.event_time AS moment, a.node AS child,
    CASE WHEN l.event_name = 'ConsoleLogin' THEN 'LOGIN' ELSE 'SESS' END AS method
  FROM spread_logins l
  JOIN spread_actors a ON a.principal_id = l.principal_id
    AND a.session_created BETWEEN l.event_time - INTERVAL 5 SECOND AND l.event_time + INTERVAL 5 SECOND
  WHERE l.ok
    AND l.event_name IN ('ConsoleLogin', 'SwitchRole')
    AND (l.event_name = 'ConsoleLogin' OR abs(date_diff('second', l.event_time, a.session_created)) <= 1)
    AND (a.access_key_id IS NULL OR a.access_key_id LIKE 'ASIA%')
    AND (a.access_key_id IS NULL OR a.access_key_id NOT IN (SELECT key_id FROM spread_issues WHERE key_id IS NOT NULL))
    AND NOT a.only_for_services
  QUALIFY row_number() OVER (PARTITION BY a.node ORDER BY abs(date_diff('second', l.event_time, a.session_created)), l.event_time, l.event_id) = 1
);
