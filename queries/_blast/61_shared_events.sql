-- The other account's copy of an event of the radius is the same act, seen from there.
INSERT INTO spread_found
WITH mine AS (
  SELECT e.shared_event_id, b.*
  FROM spread_found b
  JOIN events e ON e.rowid = b.row_number
  WHERE e.shared_event_id IS NOT NULL
)
SELECT e.rowid, e.event_id, e.event_time, m.credential, m.depth, 'SHARED', m.confidence, e.integrity, m.node
FROM events e
JOIN mine m ON m.shared_event_id = e.shared_event_id
WHERE e.event_id NOT IN (SELECT event_id FROM spread_found)
QUALIFY row_number() OVER (PARTITION BY e.event_id ORDER BY m.event_time, m.event_id) = 1;
