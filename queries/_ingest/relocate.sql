-- A copy in a plain folder has lost its bucket and often part of its path, and may have been unpacked: its name then lacks the .gz. A
-- digest signs both: an object takes the location whose file name it bears. Where several bear it, one that a trusted digest names goes
-- before one that anybody may have written, then one whose content it has, then one whose path it shares. CloudTrail's names are unique:
-- of those that a digest gives to more than a hundred places a hundred are looked at, those of trusted digests first.
UPDATE objects SET bucket = best.location.bucket, key = best.location.key
FROM (
  SELECT o.object_id,
    arg_max({'bucket': l.bucket, 'key': l.key}, (
      l.trusted,
      h.sha256 IS NOT NULL,
      suffix(l.path, o.path) OR suffix(o.path, l.path),
      l.bucket, l.key)) AS location
  FROM (
    SELECT object_id, content_sha256, regexp_replace(locator, '\.gz$', '') AS path,
      parse_filename(regexp_replace(locator, '\.gz$', ''), false, 'forward_slash') AS name
    FROM objects WHERE NOT located AND kind = 'log'
  ) o
  JOIN (
    SELECT *, parse_filename(path, false, 'forward_slash') AS name
    FROM (
      SELECT n.bucket, n.key, regexp_replace(n.key, '\.gz$', '') AS path, coalesce(bool_or(d.trusted), false) AS trusted
      FROM digest_logs n JOIN digests d ON d.object_id = n.digest_id
      GROUP BY n.bucket, n.key
    )
    QUALIFY row_number() OVER (PARTITION BY name ORDER BY trusted DESC, bucket, key) <= 100
  ) l ON l.name = o.name
  LEFT JOIN (SELECT DISTINCT bucket, key, sha256 FROM digest_logs) h
    ON h.bucket = l.bucket AND h.key = l.key AND h.sha256 = o.content_sha256
  GROUP BY o.object_id
) best
WHERE objects.object_id = best.object_id
  AND (objects.bucket IS DISTINCT FROM best.location.bucket OR objects.key <> best.location.key);
