-- Access outside SigV4, a row per credential, call and thing it opens; attempts in vain together, whatever they were aimed at. Of many
-- events the first hundred are named.
SELECT
  credential, service, call, kind,
  CASE WHEN count(DISTINCT target) = 1 THEN any_value(target) END AS target,
  "as", outcome,
  count(*) AS events,
  min(event_time) AS "first",
  max(event_time) AS "last",
  max(expires_at) AS "expiresAt",
  list_slice(list(event_id ORDER BY event_time, event_id), 1, 100) AS evidence
FROM blast_tokens
GROUP BY credential, service, call, kind, CASE WHEN outcome = 'succeeded' THEN target END, "as", outcome
ORDER BY "first", credential, service, call, target, "as", outcome;
