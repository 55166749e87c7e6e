-- SHARED: AssumeRole into another account is recorded in both, under one sharedEventID. The copy of the role's owner names the
-- caller by principal id only; the caller's copy has the key. Its own response may be cut or redacted, so the issued key may stand
-- in the owner's copy alone.
INSERT INTO known_links
SELECT mine.caller, c.node, 'SHARED', c.weakness, theirs.event_time, 1, [mine.event_id, theirs.event_id], c.reason
FROM spread_issues theirs
-- The same call by the same principal at the same time: the id alone may be anybody's.
JOIN spread_issues mine ON mine.shared_event_id = theirs.shared_event_id AND mine.event_id <> theirs.event_id AND mine.event_name = theirs.event_name
  AND mine.event_time BETWEEN theirs.event_time - INTERVAL 5 SECOND AND theirs.event_time + INTERVAL 5 SECOND
  AND coalesce(mine.caller_principal = theirs.caller_principal, true)
JOIN spread_children c ON c.event_id = theirs.event_id
WHERE theirs.caller_key IS NULL AND mine.caller_key IS NOT NULL AND mine.caller IS NOT NULL AND mine.caller <> c.node AND c.weakness <= 1;
