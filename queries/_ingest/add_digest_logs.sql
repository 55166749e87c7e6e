INSERT INTO digest_logs
SELECT digest_id, bucket, key, sha256, oldest_event::TIMESTAMP, newest_event::TIMESTAMP FROM named_logs;
