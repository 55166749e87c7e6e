-- What was done with the seed itself, before the moment of compromise (where one is given) and after it. `nth` counts from the first.
CREATE OR REPLACE TEMP TABLE spread_own_calls AS
SELECT *, row_number() OVER (ORDER BY event_time, event_id) AS nth
FROM (
  SELECT event_id, event_time, origin, source_ip, network, client, user_agent, aws_region, event_source, call, outcome FROM spread_past_calls WHERE own
  UNION ALL
  SELECT event_id, event_time, coalesce(network, source_ip), source_ip, network, client, user_agent, aws_region, event_source, call, outcome
  FROM blast_calls
  WHERE node IN (SELECT node FROM spread_own) AND method <> 'SHARED' AND NOT quarantine
)
WHERE event_time IS NOT NULL;
