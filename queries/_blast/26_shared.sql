-- SHARED: AssumeRole into another account is recorded in both, under one sharedEventID. The copy of the role's owner names the
-- caller by principal id only; the caller's copy has the key. Its own response may be cut or redacted, so the issued key may stand
-- in the owner's copy alone.
INSERT INTO spread_links
WITH copies AS (
  SELECT i.event_id, i.event_time, i.key_id, i.session, i.opened, a.node AS caller, e.event_id AS copy
  FROM spread_issues i
  JOIN (
    SELECT event_id, event_time, event_name, shared_event_id, access_key_id, principal_id, session_created, identity_type
    FROM events
    WHERE shared_event_id IN (SELECT shared_event_id FROM spread_issues WHERE caller_key IS NULL) AND error_code IS NULL
  -- The same call by the same principal at the same time: the id alone may be anybody's.
  ) e ON e.shared_event_id = i.shared_event_id AND e.event_id <> i.event_id AND e.event_name = i.event_name
    AND e.event_time BETWEEN i.event_time - INTERVAL 5 SECOND AND i.event_time + INTERVAL 5 SECOND
    AND coalesce(e.principal_id = i.caller_principal, true)
  JOIN spread_actors a
    ON a.access_key_id = e.access_key_id
    AND a.principal_id IS NOT DISTINCT FROM e.principal_id
    AND a.session_created IS NOT DISTINCT FROM e.session_created
    AND a.identity_type IS NOT DISTINCT FROM e.identity_type
  WHERE i.caller_key IS NULL AND i.key_id IS NOT NULL
)
SELECT caller, 'k:' || key_id, 'SHARED', 0, event_time, 1, [copy, event_id], NULL FROM copies
UNION ALL
SELECT c.caller, a.node, 'SHARED', 0, c.event_time, 1, [c.copy, c.event_id], NULL
FROM copies c
JOIN spread_actors a ON a.access_key_id = c.key_id
WHERE coalesce(a.principal_id = c.session, true)
  AND coalesce(abs(date_diff('second', c.opened, a.session_created)) <= 5, true);
