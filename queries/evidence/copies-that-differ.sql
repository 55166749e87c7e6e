-- title: Copies that differ
-- question: Is there an event of which two copies say different things?
-- severity: high
-- attack: T1565.001
-- CloudTrail may deliver a record twice, but never with other content: one of the two was written by somebody else.
SELECT
  e.event_time,
  e.event_source,
  e.event_name,
  coalesce(e.identity_arn, e.principal_id) AS who,
  b.event_id IS NOT NULL AS in_radius,
  e.integrity AS integrity_of_the_event,
  c.integrity AS integrity_of_the_copy,
  e.object_id AS event_object,
  c.object_id AS copy_object,
  c.record_index AS copy_record,
  [e.event_id] AS evidence
FROM event_copies c
JOIN events e USING (event_id)
LEFT JOIN blast_events b USING (event_id)
WHERE c.same_content IS FALSE
  AND ($since IS NULL OR e.event_time >= CAST($since AS TIMESTAMP))
  AND ($until IS NULL OR e.event_time <= CAST($until AS TIMESTAMP))
ORDER BY e.event_time, e.event_id, c.object_id, c.record_index;
