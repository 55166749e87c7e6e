-- A copy in a plain folder has lost its bucket and often part of its path. A digest signs both: an object takes the location whose
-- file name it bears, where several bear it the one that shares the longest end of its path.
UPDATE objects SET bucket = best.location.bucket, key = best.location.key
FROM (
  SELECT o.object_id, arg_max({'bucket': l.bucket, 'key': l.key},
    CASE WHEN suffix(l.key, o.key) OR suffix(o.key, l.key) THEN 1 ELSE 0 END) AS location
  FROM objects o
  JOIN (SELECT DISTINCT bucket, key FROM digest_logs) l
    ON parse_filename(l.key, false, 'forward_slash') = parse_filename(o.key, false, 'forward_slash')
  WHERE NOT o.located AND o.kind = 'log'
  GROUP BY o.object_id
) best
WHERE objects.object_id = best.object_id;
