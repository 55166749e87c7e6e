-- A copy with the same content that is better proven rescues the event.
UPDATE events SET
  copies = c.copies,
  integrity = CASE WHEN c.best_rank < proof_rank(events.integrity) THEN c.best ELSE events.integrity END
FROM (
  SELECT event_id, count(*) AS copies,
    min(proof_rank(integrity)) FILTER (same_content) AS best_rank,
    arg_min(integrity, proof_rank(integrity)) FILTER (same_content) AS best
  FROM event_copies GROUP BY event_id
) c
WHERE events.event_id = c.event_id;
