-- A chain that begins with a starting digest is explained by a proven record that switched logging or its validation on in the trail's
-- home region as it began: the first digest comes within the hour, or ends in the very second of the StartLogging. Nothing says so: an
-- unexplained start, which is told and not objected to, for the record may well be older than what was collected.
UPDATE chains SET explained = s.found.said, evidence = [s.found.event_id]
FROM (
  SELECT c.chain_id, arg_max({'said': e.said, 'event_id': e.event_id}, (e.event_time, e.event_id)) AS found
  FROM chains c
  JOIN (
    SELECT event_id, event_time, request->>'$.name' AS trail, aws_region, coalesce(recipient_account, identity_account) AS account_id,
      event_name || ' by ' || coalesce(identity_arn, principal_id, invoked_by, 'unknown')
        || ' at ' || strftime(event_time, '%Y-%m-%dT%H:%M:%SZ') AS said
    FROM events
    WHERE event_source = 'cloudtrail.amazonaws.com' AND event_name IN ('StartLogging', 'CreateTrail', 'UpdateTrail')
      AND error_code IS NULL AND integrity IN ('valid', 'altered-container')
      AND (event_name = 'StartLogging' OR (request->>'$.enableLogFileValidation') = 'true'
        OR (event_name = 'UpdateTrail' AND (request->>'$.isMultiRegionTrail') = 'true'))
  ) e ON (e.trail = c.trail OR suffix(e.trail, ':trail/' || c.trail)) AND e.aws_region = c.home_region
    -- As for gaps: the trail of an organization belongs to the management account, any other to the account of its logs.
    AND (e.account_id = c.account_id OR NOT EXISTS (
      FROM trail_status s WHERE split_part(s.trail_arn, ':', 4) = c.home_region AND split_part(s.trail_arn, ':', 5) = c.account_id
        AND split_part(s.trail_arn, ':', 6) = 'trail/' || c.trail))
    AND e.event_time BETWEEN c.from_time - INTERVAL 1 HOUR AND c.from_time + INTERVAL 1 HOUR
  WHERE c.head = 'starting' AND c.kind = 'standard'
  GROUP BY ALL
) s
WHERE chains.chain_id = s.chain_id;
