-- What this archive cannot show: what the trails were not set to record, as far as that is known, and what CloudTrail never records.
WITH ours AS (
  SELECT DISTINCT account_id, region, trail, home_region FROM chains WHERE kind = 'standard'
), known AS (
  -- A trail that delivers nothing here takes nothing from what is here.
  SELECT * FROM selectors s
  WHERE EXISTS (FROM ours c WHERE c.trail = s.trail AND c.home_region = s.home_region) OR NOT EXISTS (FROM ours)
), told AS (
  SELECT *, 'the trail ' || trail || CASE WHEN from_time IS NULL THEN ' was last set to record ' ELSE ' was set to record ' END AS subject
  FROM known
), spots AS (
  SELECT 1 AS rank, 'management-events' AS area, subject || 'no management events' AS detail, * FROM told WHERE management = 'none'
  UNION ALL
  SELECT 2, 'read-events', subject || 'no read events, and AssumeRole is one', * FROM told WHERE management = 'write'
  UNION ALL
  SELECT 3, 'write-events', subject || 'no write events', * FROM told WHERE management = 'read'
  UNION ALL
  SELECT 4, 'excluded-sources', subject || 'no management events of ' || array_to_string(excluded, ', '), * FROM told WHERE len(excluded) > 0
  UNION ALL
  SELECT 5, 'data-events', CASE WHEN len(data) = 0 THEN subject || 'no data events: reads and writes of objects, calls of functions, …'
    ELSE subject || 'data events of ' || array_to_string(data, '; ') || ', and of nothing else' END, *
  FROM told
)
SELECT area, detail, account, region, trail, "from", "to", event
FROM (
  SELECT rank, area, detail || CASE WHEN event_id IS NOT NULL AND NOT proven THEN ' (the record is not proven)' ELSE '' END AS detail,
    account_id AS account, home_region AS region, trail, from_time AS "from", until_time AS "to", event_id AS event
  FROM spots
  UNION ALL
  SELECT 6, 'selectors', 'what the trail ' || trail || ' was set to record is not known: no record of it and no event-selectors.json is here',
    min(account_id), home_region, trail, NULL, NULL, NULL
  FROM ours c WHERE NOT EXISTS (FROM selectors s WHERE s.trail = c.trail AND s.home_region = c.home_region)
  GROUP BY trail, home_region
  UNION ALL
  SELECT 7, 'regions', 'the trail ' || split_part(trail_arn, '/', -1) || ' records ' || split_part(trail_arn, ':', 4) || ' only',
    split_part(trail_arn, ':', 5), split_part(trail_arn, ':', 4), split_part(trail_arn, '/', -1), NULL, NULL, NULL
  FROM trail_settings s
  WHERE NOT multi_region AND NOT EXISTS (
    FROM trail_changes c WHERE c.multi_region = false AND c.outcome = 'succeeded' AND c.trail = split_part(s.trail_arn, '/', -1) AND c.trail IN (SELECT trail FROM ours))
  UNION ALL
  SELECT 7, 'regions', 'the trail ' || trail || ' was set to record ' || region || ' only', account_id, region, trail, event_time, NULL, event_id
  FROM trail_changes
  WHERE multi_region = false AND outcome = 'succeeded' AND trail IN (SELECT trail FROM ours)
  UNION ALL
  SELECT 8, 'global-services', 'the trail ' || split_part(trail_arn, '/', -1)
      || CASE WHEN global_events THEN ', of one region, does not get IAM, STS and CloudFront, which are logged in us-east-1'
        ELSE ' leaves out the services that are global: IAM, STS, CloudFront' END,
    split_part(trail_arn, ':', 5), split_part(trail_arn, ':', 4), split_part(trail_arn, '/', -1), NULL, NULL, NULL
  FROM trail_settings
  WHERE NOT global_events OR (NOT multi_region AND starts_with(trail_arn, 'arn:aws:') AND split_part(trail_arn, ':', 4) <> 'us-east-1')
  UNION ALL
  SELECT 8, 'global-services', 'the trail ' || trail || ' was set to leave out the services that are global: IAM, STS, CloudFront', account_id, region,
    trail, event_time, NULL, event_id
  FROM trail_changes WHERE global_events = false AND outcome = 'succeeded' AND trail IN (SELECT trail FROM ours)
  UNION ALL
  SELECT 9, 'hours', count(*) FILTER (result = 'unknown') || ' of ' || count(*) || ' hours are unknown, and ' || count(*) FILTER (result = 'partly')
      || ' more not covered', NULL, NULL, NULL, min(hour), max(hour) + INTERVAL 1 HOUR, NULL
  FROM coverage HAVING count(*) FILTER (result <> 'covered') > 0
  UNION ALL
  SELECT 10, 'places', 'accounts and regions that are not in the table of coverage: nothing is known of them', NULL, NULL, NULL, NULL, NULL, NULL
  UNION ALL
  SELECT 11, 'never-recorded', unnest([
      'what goes over a database connection, Kubernetes API, SSH session or SMTP, once it is open',
      'expirations by an S3 lifecycle rule',
      'in the account of the role, a cross-account AssumeRole that was denied',
      'iam:PassRole, which is never an event of its own']), NULL, NULL, NULL, NULL, NULL, NULL
)
ORDER BY rank, account, region, trail, "from", event, detail
LIMIT $most;
