-- SESS: the principal id of the session, and a creation date that is the time of the issuing event (within a second). It is what
-- holds when the console or a service uses another key than the issued one. From the issuing event only, and never to a key that
-- has an issuing event of its own: the sibling keys of one instance session are in different hands.
INSERT INTO spread_links
WITH opened AS (
  SELECT i.caller, i.event_id, i.event_time, coalesce(i.key_id, i.shared_event_id, i.event_id) AS issue, i.session
  FROM spread_issues i
  WHERE i.opened IS NOT NULL AND i.session IS NOT NULL AND i.event_name <> 'GetSessionToken'
), sessions AS (
  SELECT node, principal_id, session_created AS created
  FROM spread_actors
  WHERE session_created IS NOT NULL
    AND (access_key_id IS NULL OR access_key_id NOT IN (SELECT key_id FROM spread_issues WHERE key_id IS NOT NULL))
  UNION ALL
  SELECT node, principal_id, coalesce(session_created, event_time) FROM spread_logins WHERE ok
  UNION ALL
  -- SwitchRole may carry the creation date of the session that is left; its own time is that of the AssumeRole.
  SELECT node, principal_id, event_time FROM spread_logins WHERE ok AND event_name = 'SwitchRole' AND session_created <> event_time
), fitting AS (
  SELECT o.*, s.node AS child
  FROM opened o
  JOIN sessions s ON s.principal_id = o.session AND s.created BETWEEN o.event_time - INTERVAL 1 SECOND AND o.event_time + INTERVAL 1 SECOND
  QUALIFY abs(date_diff('second', o.event_time, s.created)) = min(abs(date_diff('second', o.event_time, s.created))) OVER (PARTITION BY s.node)
), judged AS (
  -- The same role and session name assumed twice in one second: nothing tells which of the two opened this session.
  SELECT *, min(issue) OVER (PARTITION BY child) <> max(issue) OVER (PARTITION BY child) AS ambiguous FROM fitting
)
SELECT
  caller, child, 'SESS', CASE WHEN ambiguous THEN 2 ELSE 1 END, event_time, 1, [event_id],
  CASE WHEN ambiguous THEN 'the role was assumed more than once under this session name in that second' END
FROM judged
WHERE caller IS NOT NULL AND caller <> child;
