-- A page of the digests of a chain, newest first, with how many logs each lists. Of what was deleted an earlier version may be here: it
-- vouches for its logs, and is not there.
SELECT o.object_id AS "objectId", coalesce(o.bucket, d.bucket) AS bucket, o.key, o.delivered AS "at",
  CASE WHEN o.latest IS false THEN 'missing' ELSE o.verdict END AS verdict, o.detail, o.container,
  d.fingerprint, d.start_time AS "start", d.end_time AS "end", d.trusted, d.body IS NOT NULL AND d.previous_key IS NULL AS starting,
  CASE WHEN d.trusted THEN d.logs ELSE 0 END AS logs,
  -- Where it was signed to lie, if nothing lies there.
  CASE WHEN o.verdict = 'moved' AND NOT EXISTS (FROM objects s WHERE s.bucket = d.bucket AND s.key = d.key)
    THEN {'bucket': d.bucket, 'key': d.key} END AS vacant
FROM digests d JOIN objects o USING (object_id)
WHERE d.chain_id = $chain
  AND NOT (o.latest IS false AND EXISTS (FROM objects l WHERE l.bucket = o.bucket AND l.key = o.key AND l.latest))
  AND ($since IS NULL OR o.delivered IS NULL OR o.delivered >= $since::TIMESTAMP)
  AND ($until IS NULL OR o.delivered IS NULL OR o.delivered <= $until::TIMESTAMP)
  AND ($before IS NULL OR (coalesce(o.delivered, '1970-01-01'::TIMESTAMP), o.object_id) < ($before::TIMESTAMP, $id::UINTEGER))
ORDER BY coalesce(o.delivered, '1970-01-01'::TIMESTAMP) DESC, o.object_id DESC
LIMIT $most;
