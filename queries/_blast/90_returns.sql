-- One credential at work from two networks at once: it speaks from one, then from another, and from the first again within ten minutes. No
-- comparison of events with each other: each is held against the one before it, and the one before it from its own network.
CREATE OR REPLACE TEMP TABLE spread_returns AS
SELECT credential, event_id, event_time, network, other, other_event, other_time, proven AND other_proven AS proven
FROM (
  SELECT
    credential, event_id, event_time, network,
    lag(network) OVER by_time AS other,
    lag(event_id) OVER by_time AS other_event,
    lag(event_time) OVER by_time AS other_time,
    integrity IN ('valid', 'altered-container') AS proven,
    lag(integrity IN ('valid', 'altered-container')) OVER by_time AS other_proven,
    lag(event_time) OVER (PARTITION BY credential, network ORDER BY event_time, event_id) AS before
  FROM blast_calls
  -- A service that acts for the caller has no network of the caller's.
  WHERE network IS NOT NULL AND invoked_by IS NULL AND event_time IS NOT NULL
  WINDOW by_time AS (PARTITION BY credential ORDER BY event_time, event_id)
)
WHERE other <> network AND event_time - before <= INTERVAL 10 MINUTE;
