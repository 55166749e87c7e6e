-- A gap, or an end before the collection that nothing else contradicts (its number of digests is not known), is explained by a proven record that says who switched logging or its validation off as it began. The last digest comes with
-- the StopLogging, or within the hour in which validation was switched off: what was switched off later does not excuse digests that
-- are gone from before. Where a source says that the trail is the account's own, a namesake elsewhere explains nothing; that of an
-- organization belongs to the management account, which no key names.
UPDATE ranges SET explained = g.found.said, evidence = [g.found.event_id]
FROM (
  SELECT r.finding, r.account_id, r.region, r.trail, r.from_time,
    arg_max({'said': e.said, 'event_id': e.event_id}, (e.event_time, e.event_id)) AS found
  FROM ranges r
  JOIN (
    SELECT DISTINCT c.account_id, c.region, c.trail, c.kind, c.home_region, s.trail_arn IS NOT NULL AS own
    FROM chains c
    LEFT JOIN trail_status s ON split_part(s.trail_arn, ':', 4) = c.home_region AND split_part(s.trail_arn, ':', 5) = c.account_id
      AND split_part(s.trail_arn, ':', 6) = 'trail/' || c.trail
  ) c ON c.account_id = r.account_id AND c.region = r.region AND c.trail = r.trail AND c.kind = r.kind
  JOIN (
    SELECT event_id, event_time, request->>'$.name' AS trail, aws_region, coalesce(recipient_account, identity_account) AS account_id,
      event_name || ' by ' || coalesce(identity_arn, principal_id, invoked_by, 'unknown')
        || ' at ' || strftime(event_time, '%Y-%m-%dT%H:%M:%SZ') AS said
    FROM events
    WHERE event_source = 'cloudtrail.amazonaws.com' AND event_name IN ('StopLogging', 'DeleteTrail', 'UpdateTrail')
      AND error_code IS NULL AND integrity IN ('valid', 'altered-container')
      AND (event_name <> 'UpdateTrail'
        OR (request->>'$.enableLogFileValidation') = 'false'
        OR (request->>'$.isMultiRegionTrail') = 'false')
  ) e ON (e.trail = r.trail OR suffix(e.trail, ':trail/' || r.trail))
    AND e.aws_region = c.home_region
    AND (e.account_id = r.account_id OR NOT c.own)
    AND e.event_time BETWEEN r.from_time - INTERVAL 2 HOUR AND least(r.to_time, r.from_time + INTERVAL 1 HOUR)
  WHERE r.finding = 'gap' OR (r.finding = 'truncated-tail' AND r.digests IS NULL)
  GROUP BY ALL
) g
WHERE ranges.finding = g.finding AND ranges.account_id = g.account_id AND ranges.region = g.region AND ranges.trail = g.trail
  AND ranges.from_time IS NOT DISTINCT FROM g.from_time;
