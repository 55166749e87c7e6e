-- What is known of stretches of time, place by place, clipped to the time there is something to say about. What it is is a bit, so that
-- an hour can gather many. By delivery: 1 trusted digests, 2 and among them one without a signature of its own, 4 digests missing,
-- 8 invalid, 16 unproven; 32 validation off. By events: logging on, as digests (64), records (128), the status (256) say; off, as records
-- (512), the status (1024) say.
CREATE OR REPLACE TEMP TABLE coverage_spans AS
WITH said AS (
  -- GetTrailStatus answers in the trail's own account.
  SELECT DISTINCT p.account_id, s.*
  FROM trail_status s
  JOIN trail_places p ON p.region = s.region AND p.kind = 'standard' AND p.home_region = split_part(s.trail_arn, ':', 4)
    AND p.trail = trail_named(s.trail_arn) AND (p.account_id = split_part(s.trail_arn, ':', 5) OR NOT p.own)
), settled AS (
  -- From one record of a trail to the next of its kind.
  SELECT *, lead(event_time) OVER (PARTITION BY chain_id, about ORDER BY event_time, event_id) AS next_time
  FROM (
    SELECT *, 'logging' AS about, logging AS state FROM place_changes WHERE proven AND kind = 'standard' AND logging IS NOT NULL
    UNION ALL
    SELECT *, 'validation', validation FROM place_changes WHERE proven AND kind = 'standard' AND validation IS NOT NULL
  )
), rare AS (
  SELECT account_id, region, 2 AS bit, NULL AS event_id, d.start_time AS first, d.end_time AS last
  FROM digests d JOIN chains c USING (chain_id) WHERE c.kind = 'standard' AND d.trusted AND d.via <> 'metadata'
  UNION ALL
  -- A digest that nothing proves may claim any window: the hour before its end, as far as that is known.
  SELECT o.account_id, o.region, CASE WHEN o.verdict IN ('unknown-key', 'bad-key', 'unverified', 'unavailable') THEN 16 ELSE 8 END, NULL,
    o.delivered - INTERVAL 1 HOUR, o.delivered
  FROM objects o LEFT JOIN digests d USING (object_id)
  WHERE o.kind = 'digest' AND o.source IS NOT NULL AND d.trusted IS NOT TRUE AND o.verdict <> 'missing' AND o.latest IS NOT FALSE
  UNION ALL
  SELECT account_id, region, 4, NULL, delivered - INTERVAL 1 HOUR, delivered FROM objects WHERE kind = 'digest' AND verdict = 'missing'
  UNION ALL
  SELECT account_id, region, 4, NULL, coalesce(from_time, TIMESTAMP '-infinity'), to_time
  FROM ranges WHERE finding IN ('hole', 'truncated-tail')
  UNION ALL
  SELECT account_id, region, CASE WHEN state THEN 128 ELSE 512 END, event_id, event_time, next_time FROM settled WHERE about = 'logging'
  UNION ALL
  SELECT account_id, region, 32, event_id, event_time, next_time FROM settled WHERE about = 'validation' AND NOT state
  UNION ALL
  -- The status says how the last stretch began, and the pause before.
  SELECT account_id, region, 256, NULL, start_logging, greatest(latest_delivery, latest_digest_delivery) FROM said WHERE is_logging
  UNION ALL
  SELECT account_id, region, 1024, NULL, stop_logging, CASE WHEN start_logging > stop_logging THEN start_logging END
  FROM said WHERE start_logging > stop_logging OR NOT is_logging
), found AS (
  SELECT p.place, r.bit, r.event_id, r.first, r.last FROM rare r JOIN coverage_places p USING (account_id, region)
  UNION ALL SELECT place, 1, NULL, first, last FROM digest_spans
  UNION ALL SELECT place, 64, NULL, first, last FROM digest_spans WHERE NOT starting
), clipped AS (
  SELECT f.* REPLACE (greatest(f.first, e.first - INTERVAL 1 DAY) AS first,
    least(coalesce(f.last, TIMESTAMP 'infinity'), e.last + INTERVAL 1 DAY) AS last)
  FROM found f, coverage_extent e WHERE f.first IS NOT NULL
)
-- Stretches that touch are one. Records stay apart, so that each hour keeps the one that says why.
SELECT row_number() OVER ()::INTEGER AS span, place, bit, event_id, min(first) AS first, max(last) AS last
FROM (
  SELECT *, sum(fresh) OVER (PARTITION BY place, bit, event_id ORDER BY first, last) AS island
  FROM (
    SELECT *, CASE WHEN first <= max(last) OVER (PARTITION BY place, bit, event_id ORDER BY first, last
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 0 ELSE 1 END AS fresh
    FROM clipped WHERE first < last
  )
)
GROUP BY place, bit, event_id, island;
