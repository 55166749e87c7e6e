-- What CloudTrail's own records of its deliveries name and is not there.
SELECT bucket, key, event_id AS event, event_time AS time, integrity, why
FROM attested WHERE state = $state ORDER BY bucket, key LIMIT $most;
