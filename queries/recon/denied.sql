-- title: Denied calls
-- question: What did the radius want and was refused?
-- severity: low
-- attack: T1580
-- Each kind of call by each credential; the evidence of a row is its first hundred events.
SELECT
  e.event_source,
  e.event_name,
  b.credential,
  e.error_code,
  any_value(e.error_message ORDER BY b.event_time, b.event_id) AS first_message,
  count(*) AS events,
  min(b.event_time) AS first_time,
  max(b.event_time) AS last_time,
  count(*) FILTER (b.integrity = 'valid') AS proven,
  arg_min(b.event_id, (b.event_time, b.event_id), 100) AS evidence
FROM blast_events b
JOIN events e USING (event_id)
WHERE regexp_matches(e.error_code, 'AccessDenied|Unauthorized|NotAuthorized|Forbidden')
GROUP BY e.event_source, e.event_name, b.credential, e.error_code
ORDER BY first_time, e.event_source, e.event_name, b.credential, e.error_code;
