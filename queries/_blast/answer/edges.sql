WITH proofs AS (
  SELECT e.from_id, e.to_id, e.method, e.confidence, bool_and(coalesce(v.proven, false)) AS proven
  FROM (SELECT from_id, to_id, method, confidence, unnest(evidence) AS event_id FROM blast_edges) e
  LEFT JOIN spread_evidence v USING (event_id)
  GROUP BY ALL
)
SELECT e.from_id AS "from", e.to_id AS "to", e.method, e.confidence, e.evidence, p.proven
FROM blast_edges e
LEFT JOIN proofs p USING (from_id, to_id, method, confidence)
ORDER BY e.moment, e.from_id, e.to_id, e.method, e.confidence;
