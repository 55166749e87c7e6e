-- What of the intrusion is new against the owner's habits before the moment of compromise. Empty where nothing was done before it.
CREATE OR REPLACE TEMP TABLE blast_new AS
WITH now AS (
  SELECT 'network' AS what, network AS value, event_time, event_id, outcome, integrity FROM blast_calls WHERE network IS NOT NULL
  UNION ALL
  SELECT 'address', source_ip, event_time, event_id, outcome, integrity FROM blast_calls WHERE network IS NOT NULL
  UNION ALL
  SELECT 'client', client, event_time, event_id, outcome, integrity FROM blast_calls
  UNION ALL
  SELECT 'region', aws_region, event_time, event_id, outcome, integrity FROM blast_calls
  UNION ALL
  SELECT 'service', replace(event_source, '.amazonaws.com', ''), event_time, event_id, outcome, integrity FROM blast_calls
  UNION ALL
  SELECT 'call', replace(event_source, '.amazonaws.com', '') || ':' || call, event_time, event_id, outcome, integrity FROM blast_calls
), habits AS (
  SELECT DISTINCT 'network' AS what, network AS value FROM spread_past_calls
  UNION ALL
  SELECT DISTINCT 'address', source_ip FROM spread_past_calls
  UNION ALL
  SELECT DISTINCT 'client', client FROM spread_past_calls
  UNION ALL
  SELECT DISTINCT 'region', aws_region FROM spread_past_calls
  UNION ALL
  SELECT DISTINCT 'service', replace(event_source, '.amazonaws.com', '') FROM spread_past_calls
  UNION ALL
  SELECT DISTINCT 'call', replace(event_source, '.amazonaws.com', '') || ':' || call FROM spread_past_calls
)
SELECT
  n.what,
  n.value,
  min(n.event_time) AS first_seen,
  count(*) AS events,
  count(*) FILTER (n.outcome = 'succeeded') AS succeeded,
  count(*) FILTER (n.integrity IN ('valid', 'altered-container')) AS proven,
  arg_min(n.event_id, (n.event_time, n.event_id), 10) AS evidence
FROM now n
ANTI JOIN habits h ON h.what = n.what AND h.value = n.value
WHERE n.value IS NOT NULL AND EXISTS (FROM spread_past_calls)
GROUP BY n.what, n.value;
