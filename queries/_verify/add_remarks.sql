-- What is odd, or worth knowing, and no reason to object: inferences, which must never become a verdict by themselves.
DELETE FROM remarks;

INSERT INTO remarks
SELECT 'unexplained-start', account_id, region, trail, NULL, NULL,
  'the chain begins with the starting digest of ' || strftime(from_time, '%Y-%m-%dT%H:%M:%SZ')
    || ', and no proven record says that logging or validation was switched on then'
FROM chains WHERE head = 'starting' AND explained IS NULL AND kind = 'standard'
UNION ALL
-- A trail of several accounts delivers a digest an hour for each of them and each of its regions, empty or not; an account may have
-- regions switched off.
SELECT DISTINCT 'region-absent', a.account_id, r.region, a.trail, NULL, NULL,
  'the trail delivers digests of this region for other accounts and none for this one'
FROM chains a JOIN chains r USING (partition, trail, home_region)
WHERE a.kind = 'standard' AND r.kind = 'standard' AND a.account_id <> r.account_id
  AND NOT EXISTS (FROM chains c WHERE c.account_id = a.account_id AND c.region = r.region AND c.trail = a.trail AND c.home_region = a.home_region)
  AND NOT EXISTS (FROM ranges n WHERE n.finding = 'no-digests' AND n.account_id = a.account_id AND n.region = r.region)
UNION ALL
-- The digest states the oldest and newest event of each log: only of logs whose records were all loaded can that be compared.
(SELECT 'event-times-differ', o.account_id, o.region, NULL, o.bucket, o.key,
  'its events are of ' || strftime(s.oldest, '%Y-%m-%dT%H:%M:%SZ') || ' to ' || strftime(s.newest, '%Y-%m-%dT%H:%M:%SZ') || ', its digest says '
    || strftime(l.oldest_event, '%Y-%m-%dT%H:%M:%SZ') || ' to ' || strftime(l.newest_event, '%Y-%m-%dT%H:%M:%SZ')
FROM (
  SELECT object_id, count(*) AS records, date_trunc('second', min(event_time)) AS oldest, date_trunc('second', max(event_time)) AS newest
  FROM (
    SELECT object_id, event_time FROM events
    UNION ALL
    SELECT c.object_id, e.event_time FROM event_copies c JOIN events e USING (event_id)
  ) GROUP BY object_id
) s
JOIN objects o ON o.object_id = s.object_id AND o.kind = 'log' AND o.verdict = 'valid' AND o.records = s.records
JOIN digest_logs l ON l.digest_id = o.digest_id AND l.bucket = o.bucket AND l.key = o.key
WHERE l.oldest_event <> s.oldest OR l.newest_event <> s.newest
ORDER BY o.object_id LIMIT 10000)
ORDER BY ALL;
