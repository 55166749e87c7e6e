-- Copies of which it has to be decided anew which one is the event: a copy with another content is better proven by now, or a record
-- with another content has come. A copy whose bytes were not kept has the content of the event, which is the one that counts copies.
CREATE OR REPLACE TEMP TABLE torn AS
WITH kept AS (
  SELECT event_id, raw, integrity FROM events WHERE copies > 0
), ids AS (
  SELECT c.event_id
  FROM event_copies c JOIN kept k USING (event_id)
  WHERE NOT c.same_content AND proof_rank(c.integrity) < proof_rank(k.integrity)
  UNION
  SELECT k.event_id
  FROM kept k JOIN events e USING (event_id)
  WHERE e.copies = 0 AND e.raw <> k.raw
)
SELECT coalesce(c.raw, k.raw) AS raw, c.object_id, c.record_index
FROM event_copies c JOIN kept k USING (event_id) SEMI JOIN ids USING (event_id);
