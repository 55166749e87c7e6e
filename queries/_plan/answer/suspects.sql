-- Edges that were not followed: whoever they lead to gets no step, but a person has to judge.
SELECT
  s.to_id AS id, s.from_id AS "from", s.method, s.confidence, s.reason, s.events, list_slice(s.evidence, 1, 100) AS evidence,
  n.account, n.arn
FROM blast_suspects s
LEFT JOIN (SELECT id, any_value(account ORDER BY node) AS account, any_value(arn ORDER BY node) AS arn FROM spread_shown GROUP BY id) n ON n.id = s.to_id
ORDER BY list_position(['exact', 'high', 'medium', 'low'], s.confidence), s.events DESC, s.to_id, s.from_id, s.method
LIMIT 1000;
