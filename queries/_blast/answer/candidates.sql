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
  SELECT 'first event from this address' AS reason, source_ip AS value, min(event_time) AS event_time,
    arg_min(event_id, (event_time, event_id)) AS event_id, count(*) AS events
  FROM mine WHERE source_ip IS NOT NULL GROUP BY source_ip
  UNION ALL
  SELECT 'first event by this client', client, min(event_time), arg_min(event_id, (event_time, event_id)), count(*)
  FROM mine WHERE client <> '' GROUP BY client
  UNION ALL
  SELECT 'first GetCallerIdentity', NULL, min(event_time), arg_min(event_id, (event_time, event_id)), count(*)
  FROM mine WHERE event_name = 'GetCallerIdentity' HAVING count(*) > 0
)
SELECT event_time AS "at", reason, value, events, [event_id] AS evidence
FROM firsts
ORDER BY "at", reason, value
LIMIT 50;
