-- Of all records with one event id the best proven is the event, then the first in the order of the objects; the others are copies.
CREATE OR REPLACE TEMP TABLE found_copies AS
WITH several AS (
  SELECT event_id FROM events GROUP BY event_id HAVING count(*) > 1
), ranked AS (
  SELECT event_id, object_id, record_index, integrity, raw,
    row_number() OVER w AS place,
    first_value(raw) OVER w AS kept_raw
  FROM events SEMI JOIN several USING (event_id)
  WINDOW w AS (PARTITION BY event_id ORDER BY proof_rank(integrity), object_id, record_index)
)
SELECT event_id, object_id, record_index, integrity, raw, kept_raw, raw = kept_raw AS same_content
FROM ranked
WHERE place > 1;
