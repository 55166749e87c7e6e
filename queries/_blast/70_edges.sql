-- The edges inside the radius, by the names that are shown. A login that goes by the key minted for it is stepped over: its
-- parent is the parent of the key, and its event one more piece of evidence.
CREATE OR REPLACE TEMP TABLE spread_edges AS
WITH inside AS (
  SELECT DISTINCT l.from_node, l.to_node, l.method, l.weakness, l.moment, l.evidence
  FROM spread_links l
  JOIN spread_reach r ON r.node = l.from_node AND l.moment >= r.since
  WHERE l.to_node IN (SELECT node FROM spread_reach)
    AND l.weakness <= CAST($include AS INTEGER)
    AND ($until IS NULL OR l.moment <= CAST($until AS TIMESTAMP))
  -- Of one finding that was in doubt at first the stronger verdict stands.
  QUALIFY l.weakness = min(l.weakness) OVER (PARTITION BY l.from_node, l.to_node, l.method, l.evidence)
), stepped AS (
  SELECT
    coalesce(up.from_node, i.from_node) AS from_node,
    i.to_node,
    i.method,
    greatest(i.weakness, coalesce(up.weakness, 0)) AS weakness,
    i.moment,
    list_concat(coalesce(up.evidence, []), i.evidence) AS evidence
  FROM inside i
  LEFT JOIN (SELECT * FROM inside WHERE to_node IN (SELECT node FROM spread_shown WHERE merged)) up ON up.to_node = i.from_node
)
SELECT f.id AS from_id, t.id AS to_id, s.method, s.weakness, s.moment, s.evidence
FROM stepped s
JOIN spread_shown f ON f.node = s.from_node
JOIN spread_shown t ON t.node = s.to_node;
