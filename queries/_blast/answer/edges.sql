SELECT from_id AS "from", to_id AS "to", method, confidence, evidence
FROM blast_edges
ORDER BY moment, from_id, to_id, method, confidence;
