-- What verification says of the time and the accounts of the radius: where records may be missing without a trace.
WITH here AS (
  SELECT unnest(accounts) AS account FROM spread_where
)
SELECT
  r.finding, r.account_id AS account, r.region, r.trail, r.kind, r.from_time AS "from", r.to_time AS "to", r.digests, r.detail,
  r.explained, r.evidence
FROM ranges r
WHERE (r.account_id IS NULL OR r.account_id IN (SELECT account FROM here))
  AND ($until IS NULL OR r.from_time IS NULL OR r.from_time <= CAST($until AS TIMESTAMP))
  AND ($since IS NULL OR r.to_time IS NULL OR r.to_time >= CAST($since AS TIMESTAMP))
ORDER BY r.account_id, r.region, r.trail, r.kind, r.from_time NULLS FIRST, r.finding;
