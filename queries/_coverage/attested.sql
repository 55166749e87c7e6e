-- What CloudTrail's own deliveries name: where a trail records data events of the log bucket, every log and digest that any trail puts
-- there is in it as a PutObject by the service itself. A name is unique, so in a plain folder, which does not say where its files lay, the
-- file name alone decides.
DELETE FROM attested;

INSERT INTO attested
WITH puts AS (
  SELECT request->>'$.bucketName' AS bucket, request->>'$.key' AS key, event_id, event_time, integrity,
    integrity IN ('valid', 'altered-container') AS proven
  FROM events
  WHERE event_source = 's3.amazonaws.com' AND event_name = 'PutObject' AND error_code IS NULL
    AND identity_type = 'AWSService' AND invoked_by = 'cloudtrail.amazonaws.com' AND contains(request->>'$.key', '_CloudTrail')
), named AS (
  SELECT bucket, key, arg_min({'id': event_id, 'time': event_time, 'integrity': integrity, 'proven': proven},
      (NOT proven, event_time, event_id)) AS by
  FROM puts WHERE bucket IS NOT NULL AND key IS NOT NULL
  GROUP BY bucket, key
), loose AS (
  SELECT DISTINCT regexp_replace(parse_filename(key, false, 'forward_slash'), '\.gz$', '') AS name
  FROM objects WHERE NOT located AND source IS NOT NULL AND NOT gone
)
SELECT n.bucket, n.key, n.by.id, n.by.time, n.by.integrity,
  o.bucket IS NOT NULL OR l.name IS NOT NULL AS present,
  CASE WHEN o.bucket IS NOT NULL OR l.name IS NOT NULL THEN 'present' WHEN NOT n.by.proven THEN 'indicated' ELSE 'missing' END,
  CASE WHEN NOT n.by.proven THEN 'the record that names it is not proven' END
FROM named n
LEFT JOIN (SELECT DISTINCT bucket, key FROM objects WHERE source IS NOT NULL AND NOT gone) o ON o.bucket = n.bucket AND o.key = n.key
LEFT JOIN loose l ON l.name = regexp_replace(parse_filename(n.key, false, 'forward_slash'), '\.gz$', '');
