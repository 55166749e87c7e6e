INSERT INTO ingests
SELECT $started_at::TIMESTAMP, $finished_at::TIMESTAMP, from_json($sources, '["VARCHAR"]'), $arguments, $tool_version,
  $listed, $read, $rejected, $unavailable, $records, $events, $copies, $reject_records;
