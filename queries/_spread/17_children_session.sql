-- The same by principal id of the session, and a creation date that is the time of the issuing event (within a second). It is what
-- holds when the console or a service uses another key than the issued one. From the issuing event only, and never to a key that
-- has an issuing event of its own: the sibling keys of one instance session are in different hands.
INSERT INTO spread_children
WITH opened AS (
  SELECT event_id, event_time, coalesce(key_id, shared_event_id, event_id) AS issue, session, event_name
  FROM spread_issues
  -- The session of GetSessionToken is the user's own, as that of a console login is: only where its key is not shown.
  WHERE opened IS NOT NULL AND session IS NOT NULL AND (event_name <> 'GetSessionToken' OR key_id IS NULL)
), sessions AS (
  SELECT node, principal_id, session_created AS created, identity_type
  FROM actors
  WHERE session_created IS NOT NULL AND (access_key_id IS NULL OR access_key_id NOT IN (FROM spread_issued))
  UNION ALL
  SELECT node, principal_id, CASE WHEN event_name IN ('ConsoleLogin', 'SwitchRole') THEN coalesce(session_created, event_time) ELSE session_created END, identity_type
  FROM spread_logins WHERE ok
  UNION ALL
  -- SwitchRole may carry the creation date of the session that is left; its own time is that of the AssumeRole.
  SELECT node, principal_id, event_time, identity_type FROM spread_logins WHERE ok AND event_name = 'SwitchRole' AND session_created <> event_time
), fitting AS (
  SELECT o.*, s.node AS child, s.identity_type
  -- By equality on each of the three seconds: a function has thousands of sessions under one name.
  FROM (SELECT *, unnest(range(-1, 2)) AS off FROM sessions) s
  JOIN opened o ON o.session = s.principal_id AND date_trunc('second', o.event_time) = date_trunc('second', s.created) + to_seconds(s.off)
  QUALIFY abs(date_diff('second', o.event_time, s.created)) = min(abs(date_diff('second', o.event_time, s.created))) OVER (PARTITION BY s.node)
), judged AS (
  SELECT
    f.*,
    CASE
      -- The same role and session name assumed twice in one second: nothing tells which of the two opened this session.
      WHEN min(f.issue) OVER (PARTITION BY f.child) <> max(f.issue) OVER (PARTITION BY f.child)
        THEN 'the role was assumed more than once under this session name in that second'
      WHEN f.event_name = 'GetSessionToken'
        THEN 'a session of this user that began in the second in which GetSessionToken was called; the record does not show the key'
      WHEN f.identity_type = 'Root' AND l.account IS NOT NULL
        THEN 'the root user also signed in to the console in that moment'
    END AS doubt
  FROM fitting f
  LEFT JOIN (
    SELECT DISTINCT account, event_time FROM spread_logins WHERE ok AND identity_type = 'Root' AND event_name = 'ConsoleLogin'
  ) l ON l.account = CASE WHEN f.event_name = 'AssumeRoot' THEN f.session END AND l.event_time = f.event_time
)
SELECT DISTINCT event_id, child, 'SESS', CASE WHEN doubt IS NULL THEN 1 ELSE 2 END, doubt
FROM judged;
