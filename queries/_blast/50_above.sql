-- From the seed up to the root: the same edges, walked the other way. UNION drops what was visited; the cap is the second lock.
CREATE OR REPLACE TEMP TABLE spread_above AS
WITH RECURSIVE up(node, from_node, method, weakness, moment, evidence, depth) USING KEY (node, from_node) AS (
  SELECT s.node, l.from_node, l.method, l.weakness, l.moment, l.evidence, 1
  FROM spread_seeds s JOIN spread_links l ON l.to_node = s.node
  WHERE l.weakness <= 1 AND l.from_node IS NOT NULL
  UNION
  SELECT step.*
  FROM (
    SELECT l.to_node AS node, l.from_node, l.method, l.weakness, l.moment, l.evidence, min(u.depth) + 1 AS depth
    FROM up u
    JOIN spread_links l ON l.to_node = u.from_node
    WHERE l.weakness <= 1 AND l.moment <= u.moment AND u.depth < CAST($depth_cap AS INTEGER) AND l.from_node IS NOT NULL
    GROUP BY l.to_node, l.from_node, l.method, l.weakness, l.moment, l.evidence
    QUALIFY row_number() OVER (PARTITION BY l.to_node, l.from_node ORDER BY l.weakness, l.moment, l.method, l.evidence) = 1
  ) step
  LEFT JOIN recurring.up known ON known.node = step.node AND known.from_node = step.from_node
  WHERE known.node IS NULL
)
SELECT * FROM up;
