-- What the radius touched, and how: read, changed, deleted (by the call; successes only), what was denied, and bytes as data events count
-- them. `certain`: false where `arn` is a name with its service.
CREATE OR REPLACE TEMP TABLE blast_resources AS
WITH full_names AS (
  -- By its ARN and by its name in one event: one thing.
  SELECT DISTINCT n.event_row, coalesce(f.arn, n.arn) AS arn
  FROM spread_named n
  JOIN blast_calls c USING (event_row)
  LEFT JOIN spread_full_names f ON f.name = n.arn AND f.account = c.recipient_account
), named AS (
  SELECT
    n.arn, c.event_id, c.event_time, c.call, c.outcome, c.read_only, c.integrity, c.recipient_account AS account,
    regexp_matches(c.call, '^(Delete|Terminate|Deregister|ScheduleKeyDeletion|Purge|Remove|BatchDelete)') AS deleting,
    c.request, c.extra, c.event_source = 's3.amazonaws.com' AND starts_with(split_part(n.arn, ':', 3), 's3') AS of_bucket
  FROM full_names n
  JOIN blast_calls c USING (event_row)
)
SELECT
  arn,
  list_sort(list(DISTINCT call)) AS verbs,
  count(*) AS events,
  count(*) FILTER (outcome = 'succeeded') AS succeeded,
  count(*) FILTER (outcome = 'denied') AS denied,
  count(*) FILTER (outcome = 'succeeded' AND read_only) AS "read",
  count(*) FILTER (outcome = 'succeeded' AND read_only IS NOT true AND NOT deleting) AS changed,
  count(*) FILTER (outcome = 'succeeded' AND deleting) AS deleted,
  count(DISTINCT CASE WHEN of_bucket THEN request ->> '$.key' END) AS objects,
  CAST(sum(CASE WHEN of_bucket THEN TRY_CAST(extra ->> '$.bytesTransferredIn' AS UBIGINT) END) AS BIGINT) AS bytes_in,
  CAST(sum(CASE WHEN of_bucket THEN TRY_CAST(extra ->> '$.bytesTransferredOut' AS UBIGINT) END) AS BIGINT) AS bytes_out,
  min(event_time) AS first_seen,
  max(event_time) AS last_seen,
  count(*) FILTER (integrity IN ('valid', 'altered-container')) AS proven,
  arn LIKE 'arn:%' AS certain,
  CASE WHEN arn LIKE 'arn:%' THEN nullif(split_part(arn, ':', 5), '') ELSE min(account) END AS account,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM named
GROUP BY arn;
