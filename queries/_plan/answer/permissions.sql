-- Rights that the radius gave, and guards that it took away, that nobody has taken back by record since.
SELECT
  s.kind, s.call, s.account, c.aws_region AS region, s.target, s.granted, s.event_time AS "at",
  c.request ->> '$.userName' AS "userName", c.request ->> '$.roleName' AS "roleName", c.request ->> '$.groupName' AS "groupName",
  c.request ->> '$.policyArn' AS "policyArn", c.request ->> '$.policyName' AS "policyName",
  c.request ->> '$.serialNumber' AS "serialNumber", c.request ->> '$.instanceProfileName' AS "instanceProfileName",
  c.confidence, [s.event_id] AS evidence, coalesce(c.integrity IN ('valid', 'altered-container'), false) AS proven
FROM blast_escalations s
JOIN blast_calls c USING (event_id)
WHERE s.event_time <= CAST($as_of AS TIMESTAMP)
  AND NOT EXISTS (
    FROM spread_endings e
    WHERE e.account = s.account AND e.event_time > s.event_time AND NOT e.forged
      AND e.subject = coalesce(c.request ->> '$.userName', c.request ->> '$.roleName')
      AND e.policy = coalesce('inline ' || (c.request ->> '$.policyName'), c.request ->> '$.policyArn')
      AND (e.call LIKE 'Detach%' OR e.call LIKE 'Delete%'))
ORDER BY s.event_time, s.event_id
LIMIT 2000;
