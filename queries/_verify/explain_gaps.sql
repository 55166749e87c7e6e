-- A gap is explained by a proven record that says who switched logging or its validation off, in time for it to begin.
UPDATE ranges SET explained = g.found.said, evidence = [g.found.event_id]
FROM (
  SELECT r.account_id, r.region, r.trail, r.from_time,
    arg_max({'said': e.said, 'event_id': e.event_id}, (e.event_time, e.event_id)) AS found
  FROM ranges r
  JOIN (
    SELECT event_id, event_time, request->>'$.name' AS trail,
      event_name || ' by ' || coalesce(identity_arn, principal_id, invoked_by, 'unknown')
        || ' at ' || strftime(event_time, '%Y-%m-%dT%H:%M:%SZ') AS said
    FROM events
    WHERE event_source = 'cloudtrail.amazonaws.com' AND event_name IN ('StopLogging', 'DeleteTrail', 'UpdateTrail')
      AND error_code IS NULL AND integrity IN ('valid', 'altered-container')
      AND (event_name <> 'UpdateTrail'
        OR (request->>'$.enableLogFileValidation') = 'false'
        OR (request->>'$.isMultiRegionTrail') = 'false')
  ) e ON (e.trail = r.trail OR suffix(e.trail, ':trail/' || r.trail))
    AND e.event_time BETWEEN r.from_time - INTERVAL 2 HOUR AND r.to_time
  WHERE r.finding = 'gap'
  GROUP BY ALL
) g
WHERE ranges.finding = 'gap' AND ranges.account_id = g.account_id AND ranges.region = g.region AND ranges.trail = g.trail
  AND ranges.from_time IS NOT DISTINCT FROM g.from_time;
