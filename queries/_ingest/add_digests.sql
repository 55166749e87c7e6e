INSERT INTO digests BY NAME
SELECT * REPLACE (
  start_time::TIMESTAMP AS start_time,
  end_time::TIMESTAMP AS end_time,
  oldest_event::TIMESTAMP AS oldest_event,
  newest_event::TIMESTAMP AS newest_event,
  coalesce(from_json(remarks, '["VARCHAR"]'), []) AS remarks)
FROM read_digests;
DROP TABLE read_digests;
