-- What was done to the trails, their buckets, keys and objects, in the order of time; the newest are left out where there are many.
SELECT event_id AS event, event_time AS time, account_id AS account, region, event_name AS name, trail, bucket, key, kms_key AS "kmsKey",
  who, outcome, proven, integrity, what
FROM trail_changes ORDER BY event_time, event_id LIMIT $most;
