-- The other account's copy of an event of the radius is the same act, seen from there: one id, one call, one time, one caller. The id
-- alone says too little: pairs of Insights and the calls of services share one too, and whoever writes a record can write it.
INSERT INTO spread_found
WITH shared AS MATERIALIZED (
  SELECT rowid, event_id, event_time, event_source, event_name, recipient_account, access_key_id, principal_id, shared_event_id, integrity
  FROM events
  WHERE shared_event_id IN (SELECT shared_event_id FROM spread_shared)
)
SELECT e.rowid, e.event_id, e.event_time, m.credential, m.depth, 'SHARED', m.confidence, e.integrity, m.node
FROM shared e
JOIN spread_shared m ON m.shared_event_id = e.shared_event_id AND m.event_name = e.event_name AND m.event_source = e.event_source
WHERE e.recipient_account IS DISTINCT FROM m.recipient_account
  AND e.event_time BETWEEN m.time - INTERVAL 5 SECOND AND m.time + INTERVAL 5 SECOND
  -- The owner's side has the caller's principal id, and no key.
  AND e.access_key_id IS NULL
  AND coalesce(e.principal_id = m.principal_id, true)
  AND e.event_id NOT IN (SELECT event_id FROM spread_found)
QUALIFY row_number() OVER (PARTITION BY e.event_id ORDER BY m.event_time, m.event_id) = 1;
