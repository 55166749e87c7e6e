-- With $all every one, else those that are not valid. Of several objects at one place the best proven speaks. What no run listed and
-- no source has is not there, and an earlier version is not what lies there.
INSERT INTO told_logs
SELECT l.position, any_value(l.digest_id), any_value(l.bucket), any_value(l.key),
  coalesce(arg_min(o.verdict, (o.verdict <> 'valid', o.object_id)), 'missing') AS verdict,
  arg_min(o.detail, (o.verdict <> 'valid', o.object_id)),
  arg_min(o.container, (o.verdict <> 'valid', o.object_id))
FROM (
  SELECT n.rowid AS position, n.digest_id, n.bucket, n.key
  FROM digest_logs n JOIN digests d ON d.object_id = n.digest_id
  WHERE d.trusted
) l
LEFT JOIN objects o ON o.bucket = l.bucket AND o.key = l.key AND o.kind = 'log' AND o.latest IS NOT false
GROUP BY l.position
HAVING $all OR arg_min(o.verdict, (o.verdict <> 'valid', o.object_id)) IS DISTINCT FROM 'valid'
ORDER BY l.position;
