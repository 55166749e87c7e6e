SELECT from_id AS "from", to_id AS "to", method, confidence_name(weakness) AS confidence, reason, events, evidence
FROM spread_suspects
ORDER BY weakness, method, from_id, to_id;
