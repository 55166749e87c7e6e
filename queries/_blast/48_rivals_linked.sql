-- Whichever of them it was: a node to which one of several calls led is the radius's own if all of these calls are. One that is not, be
-- it the owner's by the same key before the moment of compromise, leaves all of them suspects' edges.
INSERT INTO spread_added
WITH reached AS (
  SELECT node, min(since) AS since FROM spread_reach WHERE weakness <= 1 GROUP BY node
), calls AS (
  SELECT r.to_node, r.method, r.call, coalesce(bool_or(r.moment >= k.since), false) AS held
  FROM spread_rivals r
  LEFT JOIN reached k ON k.node = r.caller
  GROUP BY ALL
), certain AS (
  SELECT to_node, method FROM calls GROUP BY ALL HAVING bool_and(held)
)
SELECT l.from_node, l.to_node, l.method, 1, l.moment, l.hops, l.evidence, NULL
FROM spread_links l
JOIN certain c ON c.to_node = l.to_node AND c.method = l.method
JOIN reached k ON k.node = l.from_node AND l.moment >= k.since
WHERE l.weakness = 2
  AND EXISTS (FROM spread_rivals r WHERE r.to_node = l.to_node AND r.method = l.method AND list_contains(l.evidence, r.event_id))
  AND NOT EXISTS (
    FROM spread_added a WHERE a.from_node = l.from_node AND a.to_node = l.to_node AND a.method = l.method AND a.evidence = l.evidence AND a.weakness = 1);
