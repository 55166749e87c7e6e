DELETE FROM events
WHERE (event_source IS NULL OR event_name IS NULL)
  AND event_category IS DISTINCT FROM 'Insight' AND event_category IS DISTINCT FROM 'Aggregated'
  AND event_type IS DISTINCT FROM 'AwsCloudTrailInsight' AND event_type IS DISTINCT FROM 'AwsAggregatedEvent';
