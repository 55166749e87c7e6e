-- listed = read + rejected + unavailable, and records = events + copies + reject_records, or something was lost.
SELECT
  count(*) AS listed,
  count(*) FILTER (outcome = 'read') AS read,
  count(*) FILTER (outcome = 'rejected') AS rejected,
  count(*) FILTER (outcome = 'unavailable') AS unavailable,
  coalesce(sum(records), 0)::UBIGINT AS records,
  coalesce(sum(content_bytes), 0)::UBIGINT AS bytes,
  (SELECT count(*) FROM events WHERE object_id IN (FROM run_objects)) AS events,
  (SELECT count(*) FROM event_copies WHERE object_id IN (FROM run_objects)) AS copies,
  (SELECT count(*) FROM event_copies WHERE NOT same_content AND object_id IN (FROM run_objects)) AS different,
  (SELECT count(*) FROM rejects WHERE position IS NOT NULL AND object_id IN (FROM run_objects)) AS reject_records
FROM objects
WHERE object_id IN (FROM run_objects);
