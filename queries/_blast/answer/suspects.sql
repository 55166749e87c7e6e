SELECT from_id AS "from", to_id AS "to", method, confidence, reason, events, evidence
FROM blast_suspects
ORDER BY list_position(['exact', 'high', 'medium', 'low'], confidence), method, from_id, to_id;
