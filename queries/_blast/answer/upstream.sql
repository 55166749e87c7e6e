-- From the seed up to the root: the same edges, walked the other way. UNION drops what was visited; the cap is the second lock.
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
SELECT
  p.plain AS id,
  CASE WHEN p.plain <> p.id THEN 'session'
    WHEN p.sort = 'key' THEN CASE WHEN p.id LIKE 'ASIA%' THEN 'temporary-key' ELSE 'access-key' END
    ELSE p.sort END AS kind,
  any_value(coalesce(p.arn, p.principal_id) ORDER BY u.node, u.from_node) AS principal,
  any_value(p.account ORDER BY u.node, u.from_node) AS account,
  c.plain AS issued,
  u.method,
  confidence_name(min(u.weakness)) AS confidence,
  min(u.moment) AS "at",
  list_sort(list_distinct(flatten(list(u.evidence)))) AS evidence,
  min(u.depth) AS depth
FROM up u
JOIN spread_shown p ON p.node = u.from_node
JOIN spread_shown c ON c.node = u.node
WHERE p.plain <> c.plain AND p.plain <> $seed
GROUP BY p.plain, p.id, p.sort, c.plain, u.method
ORDER BY depth, p.plain, c.plain, u.method;
