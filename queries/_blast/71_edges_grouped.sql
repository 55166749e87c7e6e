-- One row per pair, method and confidence. A statement of its own: with the comparison of the two names in the one before, the
-- planner may compare all names with all before it looks which pairs there are.
CREATE OR REPLACE TEMP TABLE blast_edges AS
SELECT
  from_id,
  to_id,
  method,
  confidence_name(weakness) AS confidence,
  min(moment) AS moment,
  list_sort(list_distinct(flatten(list(evidence)))) AS evidence
FROM spread_edges
WHERE from_id <> to_id
GROUP BY from_id, to_id, method, weakness;
