-- Accounts in which the radius left events, or for which it was given credentials.
WITH touched AS (
  SELECT e.recipient_account AS id, b.event_time, 1 AS events
  FROM blast_events b JOIN events e USING (event_id)
  WHERE e.recipient_account IS NOT NULL
  UNION ALL
  SELECT account, NULL, 0 FROM blast_credentials WHERE account IS NOT NULL
)
SELECT
  t.id,
  any_value(c.credentials) AS credentials,
  CAST(sum(t.events) AS BIGINT) AS events,
  min(t.event_time) AS "first",
  max(t.event_time) AS "last"
FROM touched t
LEFT JOIN (SELECT account AS id, count(*) AS credentials FROM blast_credentials GROUP BY account) c USING (id)
GROUP BY t.id
ORDER BY t.id;
