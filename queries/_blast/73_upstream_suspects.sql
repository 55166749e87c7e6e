INSERT INTO spread_upstream
WITH names AS MATERIALIZED (
  FROM names_of('spread_upstream_nodes')
)
SELECT f.*, p.plain, p.id, p.sort, p.arn, p.principal_id, p.account, c.plain
FROM spread_upstream_found f
JOIN names p ON p.node = f.from_node
JOIN names c ON c.node = f.node
QUALIFY row_number() OVER (PARTITION BY f.node ORDER BY f.weakness, abs(date_diff('second', f.moment, p.began)) NULLS LAST, f.from_node) <= 20;
