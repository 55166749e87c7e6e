-- The other account's copy of an event of the radius is the same act, seen from there.
INSERT INTO blast_events
WITH mine AS (
  SELECT e.shared_event_id, b.*
  FROM blast_events b
  JOIN events e USING (event_id)
  WHERE e.shared_event_id IS NOT NULL
)
SELECT e.event_id, e.event_time, m.credential, m.depth, 'SHARED', m.confidence, e.integrity, m.node
FROM events e
JOIN mine m ON m.shared_event_id = e.shared_event_id
WHERE e.event_id NOT IN (SELECT event_id FROM blast_events)
QUALIFY row_number() OVER (PARTITION BY e.event_id ORDER BY m.event_time, m.event_id) = 1;
