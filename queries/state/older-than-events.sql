-- title: State older than the events
-- question: Is the snapshot of IAM, or its credential report, older than events of the account, so that it says nothing about what they changed?
-- severity: info
-- AWS gives one report for four hours: its GeneratedTime counts, not the time of the call. The evidence are the changes to IAM after it, else the first
-- events after it.
WITH states AS (
  SELECT account_id, 'credential-report' AS state_source, max(report_generated_at) AS state_of FROM iam_snapshots WHERE report_generated_at IS NOT NULL GROUP BY account_id
  UNION ALL
  SELECT account_id, 'snapshot', max(collected_at) FROM iam_snapshots GROUP BY account_id
), later AS (
  SELECT s.account_id, s.state_source, s.state_of, count(*) AS events, max(e.event_time) AS last_event,
    count(*) FILTER (e.event_source = 'iam.amazonaws.com' AND e.read_only IS false AND e.error_code IS NULL) AS iam_changes,
    arg_min(e.event_id, (e.event_time, e.event_id), 100) FILTER (e.event_source = 'iam.amazonaws.com' AND e.read_only IS false AND e.error_code IS NULL) AS changes,
    arg_min(e.event_id, (e.event_time, e.event_id), 3) AS first_events
  FROM states s
  JOIN events e ON e.recipient_account = s.account_id
  WHERE e.event_time > s.state_of
  GROUP BY ALL
)
SELECT
  account_id, state_source, state_of, 'events' AS trail_source, last_event AS trail_reaches_to, events AS events_after, iam_changes AS iam_changes_after,
  CASE WHEN iam_changes > 0 THEN changes ELSE first_events END AS evidence
FROM later
ORDER BY account_id, state_source;
