-- Access beside keys that may still be valid: nothing in IAM ends it.
SELECT
  t.service, t.call, t.kind, CASE WHEN count(DISTINCT t.target) <= 1 THEN any_value(t.target) END AS target, t.as,
  c.recipient_account AS account, c.aws_region AS region,
  any_value(c.confidence ORDER BY c.confidence) AS confidence,
  count(*) AS events,
  CASE WHEN bool_or(t.expires_at IS NULL) THEN NULL ELSE max(t.expires_at) END AS "expiresAt",
  arg_min(t.event_id, (t.event_time, t.event_id), 100) AS evidence,
  bool_and(coalesce(t.integrity IN ('valid', 'altered-container'), false)) AS proven
FROM blast_tokens t
JOIN blast_calls c USING (event_id)
WHERE t.outcome = 'succeeded' AND t.event_time <= CAST($as_of AS TIMESTAMP)
  AND (t.expires_at IS NULL OR t.expires_at > CAST($as_of AS TIMESTAMP))
GROUP BY t.service, t.call, t.kind, t.target, t.as, c.recipient_account, c.aws_region
ORDER BY min(t.event_time), t.service, t.call, target, t.as, account, region
LIMIT 2000;
