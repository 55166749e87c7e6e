-- What may have halted delivery and clears nothing: a bucket that lets CloudTrail deliver no more, a key that it may not use. Proven or
-- not. The bucket may be another account's: log archives are accounts of their own.
INSERT INTO range_records
WITH place_buckets AS (
  SELECT DISTINCT account_id, NULL AS trail, bucket FROM objects WHERE kind IN ('log', 'digest') AND bucket IS NOT NULL
  UNION SELECT NULL, trail, bucket FROM trail_changes WHERE event_source = 'cloudtrail.amazonaws.com' AND bucket IS NOT NULL
  UNION SELECT NULL, trail_named(trail_arn), bucket FROM trail_settings WHERE bucket IS NOT NULL
)
SELECT r.finding, r.account_id, r.region, r.trail, r.kind, r.from_time, 'possible', e.event_id, e.event_time,
  said_of(e.event_name, e.who, e.event_time) || ': ' || e.what || CASE WHEN e.proven THEN '' ELSE ' (record not proven)' END
FROM ranges r
JOIN trail_changes e ON e.outcome = 'succeeded'
  AND e.event_time BETWEEN coalesce(r.from_time, TIMESTAMP '-infinity') - INTERVAL 2 HOUR AND coalesce(r.to_time, TIMESTAMP 'infinity')
WHERE r.finding <> 'head-uncovered'
  AND CASE e.event_source
    WHEN 's3.amazonaws.com' THEN e.event_name NOT IN ('PutObject', 'CopyObject', 'CompleteMultipartUpload', 'DeleteObject',
        'PutBucketReplication', 'DeleteBucketLifecycle')
      AND EXISTS (FROM place_buckets b WHERE b.bucket = e.bucket AND (b.account_id = r.account_id OR b.trail = r.trail))
    WHEN 'kms.amazonaws.com' THEN e.event_name NOT IN ('EnableKey', 'CancelKeyDeletion')
    WHEN 'organizations.amazonaws.com' THEN true
    -- Of the trail itself what the rules above do not take: another bucket or key, or a record that nothing proves.
    ELSE e.trail = r.trail AND e.event_name IN ('StopLogging', 'DeleteTrail', 'UpdateTrail') AND NOT (e.proven AND r.finding = 'gap')
  END
QUALIFY row_number() OVER (PARTITION BY r.finding, r.account_id, r.region, r.trail, r.kind, r.from_time
  ORDER BY e.event_time, e.event_id) <= 20;
