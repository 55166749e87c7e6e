-- The rows of `page_events` in the order of time, each with the first characters of its record's own bytes. `kind`: what it did, in one word.
SELECT
  e.event_id, e.event_time, p.credential, p.method, p.confidence, e.integrity, e.event_source, e.event_name, e.aws_region, e.source_ip, e.user_agent,
  e.error_code, e.recipient_account AS account,
  CASE
    WHEN outcome_of(e.event_name, e.error_code, e.response) = 'denied' THEN 'denied'
    WHEN outcome_of(e.event_name, e.error_code, e.response) <> 'succeeded' THEN 'failed'
    WHEN e.read_only THEN 'read'
    ELSE 'change'
  END AS kind,
  e.object_id, e.record_index,
  substr(e.raw, 1, CAST($characters AS BIGINT)) AS raw, length(e.raw) AS raw_characters
FROM page_events p
JOIN events e ON e.rowid = p.event_row
ORDER BY e.event_time, e.event_id;
