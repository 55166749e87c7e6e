-- Whoever deleted what is missing, or wrote what CloudTrail did not: where a record of that is there, it says so beside the object.
CREATE OR REPLACE TEMP TABLE hands AS
SELECT o.object_id, o.account_id, o.region, o.kind, o.delivered, o.verdict, e.event_id, e.event_time,
  said_of(e.event_name, e.who, e.event_time) || CASE WHEN e.proven THEN '' ELSE ' (record not proven)' END AS said
FROM objects o
JOIN trail_changes e ON e.bucket = o.bucket AND e.key = o.key AND e.outcome = 'succeeded'
WHERE o.verdict NOT IN ('valid', 'foreign') AND (e.event_name = 'DeleteObject') = (o.verdict = 'missing');

UPDATE objects SET detail = concat_ws('; ', detail, h.said)
FROM (SELECT object_id, arg_max(said, (event_time, event_id)) AS said FROM hands GROUP BY object_id) h
WHERE objects.object_id = h.object_id;

INSERT INTO range_records
SELECT r.finding, r.account_id, r.region, r.trail, r.kind, r.from_time, 'removal', h.event_id, h.event_time, h.said
FROM ranges r
JOIN hands h ON h.account_id = r.account_id AND h.region = r.region AND h.verdict = 'missing'
  AND h.delivered BETWEEN coalesce(r.from_time, TIMESTAMP '-infinity') AND coalesce(r.to_time, TIMESTAMP 'infinity') + INTERVAL 1 HOUR
WHERE r.finding <> 'head-uncovered'
QUALIFY row_number() OVER (PARTITION BY r.finding, r.account_id, r.region, r.trail, r.kind, r.from_time
  ORDER BY h.event_time, h.event_id) <= 20;
