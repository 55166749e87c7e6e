-- A gap, or an end long before the collection that nothing else contradicts (how many digests are gone is not known then), is explained by a
-- proven record that says who switched logging or its validation off as it began. The last digest comes with
-- the StopLogging, or within the hour in which validation was switched off: what was switched off later does not excuse digests that
-- are gone from before. What a trail of one region stops to record are the others.
INSERT INTO range_records
SELECT r.finding, r.account_id, r.region, r.trail, r.kind, r.from_time, 'stop', e.event_id, e.event_time, e.said
FROM ranges r JOIN place_changes e USING (account_id, region, trail, kind)
WHERE (r.finding = 'gap' OR (r.finding = 'truncated-tail' AND r.digests IS NULL)) AND e.proven
  AND (e.logging = false OR e.validation = false OR (e.multi_region = false AND e.region <> e.home_region))
  AND e.event_time BETWEEN r.from_time - INTERVAL 2 HOUR AND least(r.to_time, r.from_time + INTERVAL 1 HOUR)
QUALIFY row_number() OVER (PARTITION BY r.finding, r.account_id, r.region, r.trail, r.kind, r.from_time
  ORDER BY e.event_time DESC, e.event_id DESC) = 1;

UPDATE ranges SET explained = x.said, evidence = [x.event_id]
FROM range_records x
WHERE x.role = 'stop' AND ranges.finding = x.finding AND ranges.account_id = x.account_id AND ranges.region = x.region
  AND ranges.trail = x.trail AND ranges.kind = x.kind AND ranges.from_time IS NOT DISTINCT FROM x.from_time;
