-- A page of the digests of a chain, newest first.
SELECT object_id AS "objectId", bucket, key, delivered AS "at", verdict, detail, container, fingerprint, start_time AS "start",
  end_time AS "end", trusted, starting, logs, vacant
FROM told_digests
WHERE chain_id = $chain
  AND ($since IS NULL OR delivered IS NULL OR delivered >= $since::TIMESTAMP)
  AND ($until IS NULL OR delivered IS NULL OR delivered <= $until::TIMESTAMP)
  AND ($before IS NULL OR (sorted, object_id) < ($before::TIMESTAMP, $id::UINTEGER))
ORDER BY sorted DESC, object_id DESC
LIMIT $most;
