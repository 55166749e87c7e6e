-- The digests of all chains, with how many logs each lists. Of what was deleted an earlier version may be here: it vouches for its logs, and
-- is not there.
CREATE OR REPLACE TEMP TABLE told_digests AS
SELECT d.chain_id, coalesce(o.delivered, '1970-01-01'::TIMESTAMP) AS sorted, o.delivered, o.object_id,
  coalesce(o.bucket, d.bucket) AS bucket, o.key, CASE WHEN o.latest IS false THEN 'missing' ELSE o.verdict END AS verdict, o.detail, o.container,
  d.fingerprint, d.start_time, d.end_time, d.trusted, d.body IS NOT NULL AND d.previous_key IS NULL AS starting,
  CASE WHEN d.trusted THEN d.logs ELSE 0 END AS logs,
  -- Where it was signed to lie, if nothing lies there.
  CASE WHEN o.verdict = 'moved' AND NOT EXISTS (FROM objects s WHERE s.bucket = d.bucket AND s.key = d.key)
    THEN {'bucket': d.bucket, 'key': d.key} END AS vacant
FROM digests d JOIN objects o USING (object_id)
WHERE d.chain_id IS NOT NULL
  AND NOT (o.latest IS false AND EXISTS (FROM objects l WHERE l.bucket = o.bucket AND l.key = o.key AND l.latest))
ORDER BY d.chain_id, sorted;
