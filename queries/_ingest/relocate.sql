-- A copy in a plain folder has lost its bucket and often part of its path, and may have been unpacked: its name then lacks the .gz. A
-- digest signs both: an object takes the location whose file name it bears. Where several bear it, one that a trusted digest names goes
-- before one that anybody may have written, then one whose content it has, then one whose path it shares.
UPDATE objects SET bucket = best.location.bucket, key = best.location.key
FROM (
  SELECT o.object_id,
    arg_max({'bucket': l.bucket, 'key': l.key}, (
      l.trusted,
      coalesce(list_contains(l.hashes, o.content_sha256), false),
      suffix(l.path, o.path) OR suffix(o.path, l.path),
      l.bucket, l.key)) AS location
  FROM (
    SELECT object_id, content_sha256, regexp_replace(locator, '\.gz$', '') AS path
    FROM objects WHERE NOT located AND kind = 'log'
  ) o
  JOIN (
    SELECT n.bucket, n.key, any_value(regexp_replace(n.key, '\.gz$', '')) AS path, list(DISTINCT n.sha256) AS hashes,
      coalesce(bool_or(d.trusted), false) AS trusted
    FROM digest_logs n JOIN digests d ON d.object_id = n.digest_id
    GROUP BY n.bucket, n.key
  ) l ON parse_filename(l.path, false, 'forward_slash') = parse_filename(o.path, false, 'forward_slash')
  GROUP BY o.object_id
) best
WHERE objects.object_id = best.object_id
  AND (objects.bucket IS DISTINCT FROM best.location.bucket OR objects.key <> best.location.key);
