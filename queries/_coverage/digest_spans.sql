-- The stretches of time that the trusted digests of each chain cover without a break. `starting`: a digest that names no predecessor and
-- lists no log may cover time in which logging was still off, so it stands alone. There are millions of digests, and few stretches.
CREATE OR REPLACE TEMP TABLE digest_spans AS
SELECT p.place, any_value(starting) AS starting, min(start_time) AS first, max(end_time) AS last
FROM (
  SELECT chain_id, start_time, end_time, starting, sum(fresh) OVER (PARTITION BY chain_id ORDER BY start_time, end_time) AS stretch
  FROM (
    SELECT *, CASE WHEN start_time > lag(end_time) OVER w OR starting OR lag(starting) OVER w THEN 1 ELSE 0 END AS fresh
    FROM (
      SELECT chain_id, start_time, end_time, previous_key IS NULL AND logs = 0 AS starting
      FROM digests WHERE trusted AND start_time < end_time
    )
    WINDOW w AS (PARTITION BY chain_id ORDER BY start_time, end_time)
  )
) d
JOIN chains c USING (chain_id)
JOIN coverage_places p USING (account_id, region)
WHERE c.kind = 'standard'
GROUP BY p.place, chain_id, stretch;
