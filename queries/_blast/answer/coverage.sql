-- What verification says of the time and the accounts of the radius: where records may be missing without a trace. The accounts are
-- those in the records and those in the names of the log files, which differ where an export was anonymised.
WITH loaded AS (
  SELECT DISTINCT e.recipient_account, e.object_id
  FROM events e
  WHERE e.event_id IN (SELECT event_id FROM blast_events)
)
SELECT
  r.finding, r.account_id AS account, r.region, r.trail, r.kind, r.from_time AS "from", r.to_time AS "to", r.digests, r.detail,
  r.explained, r.evidence
FROM ranges r
WHERE (r.account_id IS NULL
    OR r.account_id IN (SELECT recipient_account FROM loaded)
    OR r.account_id IN (SELECT o.account_id FROM objects o JOIN loaded l ON l.object_id = o.object_id)
    OR r.account_id IN (SELECT account FROM blast_credentials))
  AND ($until IS NULL OR r.from_time IS NULL OR r.from_time <= CAST($until AS TIMESTAMP))
  AND ($since IS NULL OR r.to_time IS NULL OR r.to_time >= CAST($since AS TIMESTAMP))
ORDER BY r.account_id, r.region, r.trail, r.kind, r.from_time NULLS FIRST, r.finding;
