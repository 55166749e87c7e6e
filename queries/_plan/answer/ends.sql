-- Users and roles that are gone, or may do nothing any more: which record says so, and whose it is. `before` as in spread_shut. `mine`: the
-- radius itself wrote it, and can take it back.
SELECT account, sort, subject AS name, 'deleted' AS status, NULL AS policy, NULL AS "before", event_id AS "eventId", event_time AS "at", actor, proven,
  event_id IN (SELECT event_id FROM blast_events) AS mine
FROM spread_endings
WHERE call IN ('DeleteUser', 'DeleteRole') AND NOT forged AND (account, sort, subject) IN (SELECT (account, sort, name) FROM plan_wanted)
UNION ALL
SELECT s.account, s.sort, s.subject, CASE WHEN s.before IS NULL THEN 'denied' ELSE 'revoked' END, s.policy, s.before, s.event_id, s.event_time, e.actor, s.proven,
  s.event_id IN (SELECT event_id FROM blast_events)
FROM spread_shut s
JOIN spread_endings e USING (event_id)
WHERE NOT s.forged AND (s.account, s.sort, s.subject) IN (SELECT (account, sort, name) FROM plan_wanted)
ORDER BY account, sort, name, "at", "eventId";
