-- From the seed to the event, an edge a row, in the order in which they were made.
WITH RECURSIVE path(node, weakness, steps) AS (
  SELECT r.node, r.weakness, 0
  FROM blast_events b
  JOIN spread_reach r ON r.node = b.node AND confidence_name(r.weakness) = b.confidence
  WHERE b.event_id = $event_id
  UNION ALL
  SELECT r.from_node, r.from_weakness, p.steps + 1
  FROM path p
  JOIN spread_reach r ON r.node = p.node AND r.weakness = p.weakness
  WHERE r.from_node IS NOT NULL AND p.steps < 1000
)
SELECT
  f.id AS "from", t.id AS "to", r.method, confidence_name(r.link_weakness) AS confidence, r.since AS "at", r.depth, r.evidence
FROM path p
JOIN spread_reach r ON r.node = p.node AND r.weakness = p.weakness
JOIN spread_shown t ON t.node = r.node
JOIN spread_shown f ON f.node = r.from_node
ORDER BY p.steps DESC;
