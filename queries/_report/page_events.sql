-- The events of the radius that the page shows: all of them, or of more than `$limit` those that say most. First what an edge rests on and the
-- first and last of each credential, then what was changed, then what was refused, then the rest; within each every credential gets its share.
CREATE OR REPLACE TEMP TABLE page_events AS
WITH cited AS (
  SELECT DISTINCT unnest(evidence) AS event_id FROM blast_edges
), ranked AS (
  SELECT
    b.event_row, b.event_id, b.event_time, b.credential, b.method, b.confidence,
    CASE
      WHEN c.event_id IS NOT NULL THEN 0
      WHEN row_number() OVER first_of = 1 OR row_number() OVER last_of = 1 THEN 0
      WHEN b.read_only IS DISTINCT FROM true AND b.outcome = 'succeeded' THEN 1
      WHEN b.outcome <> 'succeeded' THEN 2
      ELSE 3
    END AS tier
  FROM blast_calls b
  LEFT JOIN cited c ON c.event_id = b.event_id
  WINDOW
    first_of AS (PARTITION BY b.credential ORDER BY b.event_time, b.event_id),
    last_of AS (PARTITION BY b.credential ORDER BY b.event_time DESC, b.event_id DESC)
), shared AS (
  SELECT *, row_number() OVER (PARTITION BY tier, credential ORDER BY event_time, event_id) AS turn FROM ranked
)
SELECT event_row, credential, method, confidence
FROM shared
ORDER BY tier, turn, event_time, event_id
LIMIT CAST($limit AS BIGINT);
