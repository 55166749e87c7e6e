-- The event itself, and what proves it: the object it was loaded from and the digest that vouches for that object.
SELECT
  e.event_id, e.event_time, e.event_source, e.event_name, e.aws_region, e.error_code, e.principal_id, e.access_key_id,
  e.integrity, e.copies,
  o.bucket AS object_bucket, o.key AS object_key, e.record_index, o.verdict, o.detail, o.content_sha256,
  d.bucket AS digest_bucket, d.key AS digest_key, d.start_time AS digest_start, d.end_time AS digest_end, d.verdict AS digest_verdict,
  d.fingerprint, d.via,
  b.credential, b.depth, b.method, b.confidence
FROM events e
LEFT JOIN blast_events b USING (event_id)
LEFT JOIN objects o ON o.object_id = e.object_id
LEFT JOIN digests d ON d.object_id = o.digest_id
WHERE e.event_id = $event_id;
