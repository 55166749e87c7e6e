-- The closure. A state is a node and the weakest edge on the way to it; kept is the earliest arrival, because a node that is the
-- intruder's from an earlier moment has more events and more children. Moments only fall, so cycles end by themselves; the depth
-- cap is a second lock, and answer/warnings.sql tells when it cut.
CREATE OR REPLACE TEMP TABLE spread_reach AS
WITH RECURSIVE reach(node, weakness, since, rivalry, depth, from_node, from_weakness, method, link_weakness, evidence) USING KEY (node, weakness) AS (
  SELECT node, 0, since, 0, 0, NULL::VARCHAR, NULL::INTEGER, 'SEED', 0, []::VARCHAR[]
  FROM spread_seeds
  UNION
  SELECT step.*
  FROM (
    SELECT
      l.to_node AS node,
      greatest(r.weakness, l.weakness) AS weakness,
      l.moment AS since,
      -- Of two edges at one moment the more telling is kept.
      list_position(['KEY', 'SESS', 'LOGIN', 'OAUTH', 'WORK', 'PRIN', 'SHARED', 'TRUST', 'OBO', 'FAS', 'SAMEUSER'], l.method) AS rivalry,
      r.depth + l.hops AS depth,
      r.node AS from_node,
      r.weakness AS from_weakness,
      l.method,
      l.weakness AS link_weakness,
      l.evidence
    FROM reach r
    JOIN spread_links l ON l.from_node = r.node
    WHERE l.moment >= r.since
      AND l.weakness <= CAST($include AS INTEGER)
      AND ($until IS NULL OR l.moment <= CAST($until AS TIMESTAMP))
      AND r.depth + l.hops <= CAST($depth_cap AS INTEGER)
    QUALIFY row_number() OVER (
      PARTITION BY l.to_node, greatest(r.weakness, l.weakness)
      ORDER BY l.moment, rivalry, depth, l.weakness, r.node, l.evidence) = 1
  ) step
  LEFT JOIN recurring.reach known ON known.node = step.node AND known.weakness = step.weakness
  WHERE known.node IS NULL OR (step.since, step.rivalry, step.depth) < (known.since, known.rivalry, known.depth)
)
SELECT
  *,
  -- A weaker state speaks only for the time before a stronger one begins.
  min(since) OVER (PARTITION BY node ORDER BY weakness ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS until_better
FROM reach;
