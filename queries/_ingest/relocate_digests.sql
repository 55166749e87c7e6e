-- The same for digests, which name their own location.
UPDATE objects SET bucket = d.bucket, key = d.key
FROM digests d
WHERE d.object_id = objects.object_id AND NOT objects.located
  AND regexp_replace(parse_filename(d.key, false, 'forward_slash'), '\.gz$', '')
    = regexp_replace(parse_filename(objects.key, false, 'forward_slash'), '\.gz$', '');
