-- LOGIN: an API credential is turned into a console session (GetSigninToken, then ConsoleLogin of the same principal while the
-- token lives: 15 minutes), and the console mints keys of its own, up to some twenty a session, whose creation date is that of
-- the login (within 5 seconds).
INSERT INTO known_links
WITH exchanged AS (
  SELECT i.caller, i.caller_key, i.event_id, l.node AS login, l.event_id AS login_event, l.event_time AS login_time
  FROM spread_issues i
  JOIN spread_logins l ON l.principal_id = i.session
    AND l.event_time BETWEEN i.event_time AND i.event_time + INTERVAL 15 MINUTE
    -- Where the login names the session that it is of, it is this one: names of sessions are given again.
    AND (l.session_created IS NULL OR i.caller_opened IS NULL
      OR abs(date_diff('second', l.session_created, i.caller_opened)) <= 1
      OR abs(date_diff('second', l.session_created, l.event_time)) <= 5)
  WHERE i.event_name = 'GetSigninToken' AND i.caller IS NOT NULL AND l.event_name = 'ConsoleLogin' AND l.ok
  QUALIFY row_number() OVER (PARTITION BY l.node, i.caller ORDER BY i.event_time DESC, i.event_id) = 1
), judged AS (
  SELECT *, min(caller) OVER (PARTITION BY login) <> max(caller) OVER (PARTITION BY login) AS ambiguous FROM exchanged
), minting AS (
  SELECT
    *,
    CASE event_name WHEN 'ConsoleLogin' THEN INTERVAL 5 SECOND ELSE INTERVAL 1 SECOND END AS slack,
    CASE event_name WHEN 'ConsoleLogin' THEN 'LOGIN' ELSE 'SESS' END AS method
  FROM spread_logins
  WHERE ok AND event_name IN ('ConsoleLogin', 'SwitchRole', 'RenewRole')
)
SELECT
  caller, login, 'LOGIN', CASE WHEN ambiguous THEN 2 ELSE 1 END, login_time, 1, [event_id, login_event],
  CASE WHEN ambiguous THEN 'more than one credential of this principal fetched a sign-in token before the login' END
FROM judged
UNION ALL
SELECT
  login, child, method, CASE WHEN event_name = 'RenewRole' OR ambiguous THEN 2 ELSE 1 END, moment, 0, [event_id],
  CASE WHEN event_name = 'RenewRole' THEN 'began when the console renewed the session of this role; the record of RenewRole is not documented'
    WHEN ambiguous THEN 'the principal signed in more than once in these seconds, and not by one credential' END
FROM (
  SELECT
    l.node AS login, l.event_id, l.event_name, l.event_time AS moment, a.node AS child, l.method,
    -- Of two logins within seconds the nearer one is a guess, unless one credential made both.
    l.event_name = 'ConsoleLogin'
      AND min(coalesce(j.caller, l.node)) OVER (PARTITION BY a.node) <> max(coalesce(j.caller, l.node)) OVER (PARTITION BY a.node) AS ambiguous
  FROM minting l
  LEFT JOIN (SELECT login, min(caller) AS caller FROM judged WHERE NOT ambiguous GROUP BY login) j ON j.login = l.node
  JOIN actors a ON a.principal_id = l.principal_id
    AND a.session_created BETWEEN l.event_time - l.slack AND l.event_time + l.slack
  WHERE (a.access_key_id IS NULL OR a.access_key_id LIKE 'ASIA%')
    AND (a.access_key_id IS NULL OR a.access_key_id NOT IN (FROM spread_issued))
    AND NOT a.only_for_services
  QUALIFY row_number() OVER (PARTITION BY a.node ORDER BY abs(date_diff('second', l.event_time, a.session_created)), l.event_time, l.event_id) = 1
)
UNION ALL
-- What else the sign-in service records of the session without a key: an authorized client, a role that is left.
SELECT l.node, s.node, l.method, 1, s.event_time, 0, [l.event_id, s.event_id], NULL
FROM minting l
JOIN spread_logins s ON s.principal_id = l.principal_id
  AND s.session_created BETWEEN l.event_time - l.slack AND l.event_time + l.slack
  AND s.event_time >= l.event_time AND s.node <> l.node
WHERE l.event_name <> 'RenewRole' AND s.ok AND s.event_name NOT IN ('ConsoleLogin', 'SwitchRole')
QUALIFY row_number() OVER (PARTITION BY s.node ORDER BY l.event_time DESC, l.event_id) = 1;
