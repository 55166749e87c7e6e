-- Moments at which the seed may have changed hands: the first event from each address, the first by each kind of client, and the
-- first question who it is. Asked only where no moment of compromise was given.
WITH mine AS (
  SELECT e.event_id, e.event_time, e.source_ip, regexp_extract(e.user_agent, '^\[?([^/ _\]]+)', 1) AS client, e.event_name
  FROM blast_events b JOIN events e USING (event_id)
  WHERE e.event_time IS NOT NULL
    AND (b.depth = 0
      -- Of a principal as the seed: what it did with credentials of its own.
      OR b.node IN (SELECT r.node FROM spread_reach r JOIN spread_seeds s ON s.node = r.from_node AND starts_with(s.node, 'p:') WHERE r.method = 'PRIN'))
), firsts AS (
  SELECT 'first event from this address' AS reason, source_ip AS value, event_time, event_id FROM mine WHERE source_ip IS NOT NULL
  UNION ALL
  SELECT 'first event by this client', client, event_time, event_id FROM mine WHERE client <> ''
  UNION ALL
  SELECT 'first GetCallerIdentity', NULL, event_time, event_id FROM mine WHERE event_name = 'GetCallerIdentity'
), counted AS (
  SELECT
    reason, value, event_time, event_id,
    count(*) OVER (PARTITION BY reason, value) AS events,
    row_number() OVER (PARTITION BY reason, value ORDER BY event_time, event_id) AS nth
  FROM firsts
)
SELECT event_time AS "at", reason, value, events, [event_id] AS evidence
FROM counted
WHERE nth = 1
ORDER BY "at", reason, value
LIMIT 50;
