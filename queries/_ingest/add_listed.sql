-- New objects get the next ids in the order of their keys, so that a run that was interrupted gives the ids that one that was not
-- would have given. An object that has changed in its source since is another object.
INSERT INTO objects BY NAME
SELECT
  (SELECT coalesce(max(object_id), 0) FROM objects)
    + row_number() OVER (ORDER BY l.bucket, l.key, l.version_id, l.source, l.locator) AS object_id,
  l.* EXCLUDE (object_id) REPLACE (
    l.delivered::TIMESTAMP AS delivered, l.last_modified::TIMESTAMP AS last_modified, l.stored_bytes::UBIGINT AS stored_bytes)
FROM listed l
WHERE NOT EXISTS (
  FROM objects o
  WHERE o.source = l.source AND o.locator = l.locator AND o.version_id IS NOT DISTINCT FROM l.version_id
    AND o.stored_bytes = l.stored_bytes AND o.last_modified IS NOT DISTINCT FROM l.last_modified::TIMESTAMP);
