-- Access outside SigV4, a row per credential, call and thing it opens. Of many events the first hundred are named.
SELECT
  credential, service, call, kind, target, "as", outcome,
  count(*) AS events,
  min(event_time) AS "first",
  max(event_time) AS "last",
  max(expires_at) AS "expiresAt",
  list_slice(list(event_id ORDER BY event_time, event_id), 1, 100) AS evidence
FROM blast_tokens
GROUP BY credential, service, call, kind, target, "as", outcome
ORDER BY "first", credential, service, call, target, "as", outcome;
