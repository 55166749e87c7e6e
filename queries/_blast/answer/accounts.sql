-- Accounts that the radius reached, and how: events were recorded there, a session of it was held, or it was merely named (in a resource or
-- an ARN).
WITH there AS (
  SELECT recipient_account AS id, count(*) AS events, min(event_time) AS first_seen, max(event_time) AS last_seen,
    arg_min(event_id, (event_time, event_id), 100) AS evidence
  FROM blast_calls
  WHERE recipient_account IS NOT NULL
  GROUP BY recipient_account
), held AS (
  SELECT account AS id, count(*) AS credentials FROM blast_credentials WHERE account IS NOT NULL GROUP BY account
), named AS (
  SELECT id, count(*) AS events, min(event_time) AS first_seen, max(event_time) AS last_seen, arg_min(event_id, (event_time, event_id), 100) AS evidence
  FROM (
    SELECT DISTINCT id, c.event_id, c.event_time
    FROM (
      SELECT event_row, split_part(arn, ':', 5) AS id FROM spread_named WHERE arn LIKE 'arn:%'
      UNION ALL
      SELECT event_row, unnest(list_distinct(json_extract_string(resources, '$[*].accountId'))) FROM blast_calls WHERE resources IS NOT NULL
    )
    JOIN blast_calls c USING (event_row)
    WHERE regexp_full_match(id, '\d{12}')
  )
  GROUP BY id
)
SELECT
  id,
  CASE WHEN t.id IS NOT NULL THEN 'events' WHEN h.id IS NOT NULL THEN 'session' ELSE 'named' END AS how,
  h.credentials,
  coalesce(t.events, 0) AS events,
  coalesce(n.events, 0) AS named,
  coalesce(t.first_seen, n.first_seen) AS "first",
  coalesce(t.last_seen, n.last_seen) AS "last",
  coalesce(t.evidence, n.evidence, []) AS evidence
FROM there t
FULL JOIN held h USING (id)
FULL JOIN named n USING (id)
ORDER BY id
LIMIT 1000;
