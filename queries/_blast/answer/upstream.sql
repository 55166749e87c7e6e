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
), named AS MATERIALIZED (
  -- Materialized, or the planner compares all names with all before it looks which pairs there are.
  SELECT u.*, p.plain, p.id AS shown_id, p.sort, p.arn, p.principal_id, p.account, c.plain AS issued
  FROM up u
  JOIN spread_shown p ON p.node = u.from_node
  JOIN spread_shown c ON c.node = u.node
)
SELECT
  plain AS id,
  CASE WHEN plain <> shown_id THEN 'session'
    WHEN sort = 'key' THEN CASE WHEN plain LIKE 'ASIA%' THEN 'temporary-key' ELSE 'access-key' END
    ELSE sort END AS kind,
  any_value(coalesce(arn, principal_id) ORDER BY node, from_node) AS principal,
  any_value(account ORDER BY node, from_node) AS account,
  issued,
  method,
  confidence_name(min(weakness)) AS confidence,
  min(moment) AS "at",
  list_sort(list_distinct(flatten(list(evidence)))) AS evidence,
  min(depth) AS depth
FROM named
WHERE plain <> issued AND plain <> $seed
GROUP BY plain, shown_id, sort, issued, method
ORDER BY depth, plain, issued, method;
