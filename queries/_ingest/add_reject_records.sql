-- What the stream loaded and turned out to be no record: not JSON, not an object, or without the two names that make a record.
-- Insight and aggregated records have shapes of their own.
INSERT INTO rejects
SELECT object_id, record_index,
  CASE
    WHEN NOT json_valid(raw) THEN 'a record that is not valid JSON'
    ELSE 'a record without eventSource and eventName'
  END,
  raw
FROM events
WHERE (event_source IS NULL OR event_name IS NULL)
  AND event_category IS DISTINCT FROM 'Insight' AND event_category IS DISTINCT FROM 'Aggregated'
  AND event_type IS DISTINCT FROM 'AwsCloudTrailInsight' AND event_type IS DISTINCT FROM 'AwsAggregatedEvent';
