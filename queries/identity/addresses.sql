-- title: Source addresses
-- question: From which addresses did the radius act, since when and with which credentials?
-- severity: info
-- attack: T1090
-- An address may be the name of a service or `AWS Internal`. The evidence of a row is its first hundred events.
SELECT
  e.source_ip,
  min(b.event_time) AS first_time,
  max(b.event_time) AS last_time,
  count(*) AS events,
  count(*) FILTER (e.error_code IS NOT NULL) AS refused_or_failed,
  list_sort(list(DISTINCT b.credential)) AS credentials,
  count(*) FILTER (b.integrity = 'valid') AS proven,
  arg_min(b.event_id, (b.event_time, b.event_id), 100) AS evidence
FROM blast_events b
JOIN events e USING (event_id)
GROUP BY e.source_ip
ORDER BY first_time, e.source_ip;
