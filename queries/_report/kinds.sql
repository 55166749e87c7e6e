-- What kinds of events there are at all: what a trail was not told to record cannot be missing from it.
SELECT
  count(*) AS events,
  count(*) FILTER (event_category = 'Data') AS data_events,
  count(*) FILTER (read_only) AS read_events,
  count(*) FILTER (event_source IN ('iam.amazonaws.com', 'sts.amazonaws.com')) AS identity_events,
  count(*) FILTER (event_time IS NULL) AS without_time
FROM events;
