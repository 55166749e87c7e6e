-- Calls of which no statement is made: those that need no right, those of which no action can be told, and roles that were passed and are not known.
SELECT e.principal, e.event_source AS "source", e.call, k.look, coalesce(k.reason, 'no action of IAM can be told from its name') AS reason, count(*) AS events,
  arg_min(e.event_id, (e.event_time, e.event_id), 20) AS evidence
FROM harden_events e
JOIN harden_kinds k USING (event_source, call)
WHERE len(k.actions) = 0 AND NOT e.doubted AND e.outcome <> 'denied'
GROUP BY ALL
UNION ALL
SELECT principal, event_source, call, true, 'passes the role of instance profile ' || profile || ', which is not known: iam:PassRole on that role is needed as well',
  CAST(sum(events) AS BIGINT), flatten(list(evidence))[1:20]
FROM harden_passed
WHERE role IS NULL AND profile <> ''
GROUP BY principal, event_source, call, profile
ORDER BY 1, 2, 3, 5
LIMIT 10000;
