-- What each credential did: how much of it is proven, and how much of it looks like the owner's habit (same network and same client as
-- before the moment of compromise). The latter is an indication and takes nothing out of the radius: all use after the leak counts.
CREATE OR REPLACE TEMP TABLE spread_seen AS
WITH habits AS (
  SELECT DISTINCT origin, client FROM spread_past_calls
)
SELECT
  b.credential,
  min(b.event_time) AS first_seen,
  max(b.event_time) AS last_seen,
  max(b.event_time) FILTER (b.outcome = 'succeeded') AS last_success,
  arg_max(b.event_id, (b.event_time, b.event_id)) FILTER (b.outcome = 'succeeded') AS last_success_event,
  count(*) AS events,
  count(*) FILTER (b.integrity IN ('valid', 'altered-container')) AS proven,
  count(*) FILTER (h.origin IS NOT NULL) AS known
FROM blast_calls b
LEFT JOIN habits h ON h.origin = coalesce(b.network, b.source_ip) AND h.client IS NOT DISTINCT FROM b.client
GROUP BY b.credential;
