-- A chain begins with a digest that names no predecessor. The first one ends when logging began and covers the hour before, or an hour
-- from when validation was switched on. Where nothing says so the start is unexplained, which is told and not objected to: the record may
-- well be older than what was collected.
INSERT INTO chain_starts
SELECT d.chain_id, d.object_id, d.start_time, d.end_time,
  arg_min(e.said, (abs(epoch(e.event_time) - epoch(d.end_time)), e.event_id)),
  arg_min(e.event_id, (abs(epoch(e.event_time) - epoch(d.end_time)), e.event_id))
FROM digests d
JOIN chains c USING (chain_id)
LEFT JOIN (
  SELECT * FROM place_changes
  WHERE proven AND begins
) e ON e.chain_id = d.chain_id AND e.event_time BETWEEN d.start_time - INTERVAL 10 MINUTE AND d.end_time + INTERVAL 10 MINUTE
WHERE d.trusted AND d.previous_key IS NULL AND c.kind = 'standard'
GROUP BY ALL;

UPDATE chains SET explained = s.explained, evidence = [s.event_id]
FROM chain_starts s
WHERE s.chain_id = chains.chain_id AND s.start_time = chains.from_time AND s.event_id IS NOT NULL;

INSERT INTO range_records
SELECT r.finding, r.account_id, r.region, r.trail, r.kind, r.from_time, 'start', s.event_id,
  (SELECT any_value(e.event_time) FROM trail_changes e WHERE e.event_id = s.event_id), s.explained
FROM ranges r
JOIN chains c ON c.account_id = r.account_id AND c.region = r.region AND c.trail = r.trail AND c.kind = r.kind
JOIN chain_starts s ON s.chain_id = c.chain_id AND r.to_time IN (s.start_time, s.end_time)
WHERE r.finding = 'gap' AND s.event_id IS NOT NULL;
