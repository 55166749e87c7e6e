-- The table, hour by hour. An hour of events is delivered within a slot of ten minutes about it: only where digests cover that too does
-- it count as covered by them. Logging needs no such slack. A bit that holds for a part of an hour is 65536 times itself, and logs have
-- bits of their own: 2048 valid, 4096 missing, 8192 modified, 16384 unavailable, 32768 vouched for by no digest.
INSERT INTO coverage
WITH bounded AS (
  SELECT place, bit, CASE WHEN event_id IS NOT NULL AND bit IN (32, 512) THEN span END AS span,
    -- The first hour that lies wholly inside, and the last.
    date_trunc('hour', first + slack + INTERVAL 1 HOUR - INTERVAL 1 MICROSECOND) AS first_in,
    date_trunc('hour', last - slack) - INTERVAL 1 HOUR AS last_in,
    date_trunc('hour', first) AS first_touch, date_trunc('hour', last - INTERVAL 1 MICROSECOND) AS last_touch
  FROM (SELECT *, CASE WHEN bit = 1 THEN INTERVAL 10 MINUTE ELSE INTERVAL 0 MINUTE END AS slack FROM coverage_spans)
), hourly AS (
  SELECT place, unnest(range(first_in, last_in + INTERVAL 1 HOUR, INTERVAL 1 HOUR)) AS hour, bit::BIGINT AS bits, span
  FROM bounded WHERE first_in <= last_in
  UNION ALL
  SELECT place, unnest(range(first_touch, least(first_in, last_touch + INTERVAL 1 HOUR), INTERVAL 1 HOUR)), bit::BIGINT << 16, span
  FROM bounded WHERE first_touch < first_in
  UNION ALL
  SELECT place, unnest(range(greatest(last_in + INTERVAL 1 HOUR, first_in), last_touch + INTERVAL 1 HOUR, INTERVAL 1 HOUR)), bit::BIGINT << 16, span
  FROM bounded WHERE last_in < last_touch
  UNION ALL
  -- A log holds events of the ten minutes before its name.
  SELECT p.place, unnest(CASE WHEN extract('minute' FROM l.delivered) >= 10 THEN [l.hour] ELSE [l.hour, l.hour - INTERVAL 1 HOUR] END), bits, NULL
  FROM (
    SELECT DISTINCT account_id, region, date_trunc('minute', delivered) AS delivered, date_trunc('hour', delivered) AS hour,
      CASE WHEN verdict IN ('valid', 'altered-container') THEN 2048 WHEN verdict = 'missing' THEN 4096
        WHEN verdict = 'unavailable' THEN 16384
        -- Nobody's log in a covered hour takes nothing from what CloudTrail delivered; elsewhere it is what there is.
        WHEN verdict IN ('unverified', 'unlisted') OR (verdict = 'invalid-format' AND digest_id IS NULL) THEN 32768 ELSE 8192 END AS bits
    FROM objects
    -- An earlier version counts where it is what CloudTrail delivered.
    WHERE kind = 'log' AND delivered IS NOT NULL AND verdict <> 'foreign'
      AND (latest IS NOT FALSE OR verdict IN ('valid', 'altered-container'))
  ) l JOIN coverage_places p USING (account_id, region)
  UNION ALL
  SELECT p.place, unnest(range(e.first, e.last + INTERVAL 1 HOUR, INTERVAL 1 HOUR)), 1::BIGINT << 40, NULL FROM coverage_places p, coverage_extent e
), facts AS (
  SELECT place, hour, bit_or(bits) AS bits, max(span) AS span FROM hourly GROUP BY place, hour
), parts AS (
  -- `bits`: what holds for all of the hour; `part`: for all or a part of it.
  SELECT place, hour, span, bits & 65535 AS bits, (bits | (bits >> 16)) & 65535 AS part
  FROM facts WHERE bits & (1::BIGINT << 40) <> 0
), told AS (
  SELECT *,
    bits & 1 <> 0 AS digest,
    CASE WHEN bits & 448 <> 0 THEN 'yes' WHEN part & 1536 <> 0 THEN 'no' ELSE 'unknown' END AS logging,
    CASE WHEN bits & 4096 <> 0 THEN 'some-missing' WHEN bits & 8192 <> 0 THEN 'some-modified' WHEN bits & 16384 <> 0 THEN 'some-unavailable'
      WHEN bits & 32768 <> 0 AND bits & 1 = 0 THEN 'without-digest' WHEN bits & 2048 <> 0 THEN 'all-valid'
      WHEN bits & 1 <> 0 THEN 'proven-empty' ELSE 'unknown' END AS logs
  FROM parts
)
SELECT p.account_id, p.region, t.hour, logging,
  CASE WHEN logging = 'yes' THEN CASE WHEN bits & 64 <> 0 THEN 'digests' WHEN bits & 128 <> 0 THEN 'records' ELSE 'status' END
    WHEN logging = 'no' THEN CASE WHEN part & 512 <> 0 THEN 'records' ELSE 'status' END END,
  CASE WHEN digest THEN CASE WHEN part & 2 <> 0 THEN 'successor' ELSE 'valid' END
    WHEN part & 4 <> 0 THEN 'missing' WHEN part & 8 <> 0 THEN 'invalid' WHEN part & 16 <> 0 THEN 'unproven' WHEN part & 1 <> 0 THEN 'valid'
    WHEN part & 32 <> 0 OR logging = 'no' THEN 'none-expected' ELSE 'none' END AS of_digests,
  logs,
  CASE WHEN logging = 'no' AND bits & 1536 <> 0 THEN 'unknown'
    WHEN digest AND logs IN ('all-valid', 'proven-empty') AND logging = 'yes' THEN 'covered'
    WHEN part & 1 <> 0 OR logs <> 'unknown' THEN 'partly'
    ELSE 'unknown' END,
  CASE WHEN logging = 'no' OR of_digests = 'none-expected' THEN s.event_id END
FROM told t
JOIN coverage_places p USING (place)
LEFT JOIN coverage_spans s USING (span)
ORDER BY t.place, t.hour;
