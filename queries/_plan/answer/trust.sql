-- Every trust policy of the roles whose trust the radius changed, whoever wrote it: what was so before, and what is the intruder's.
WITH touched AS (
  SELECT DISTINCT account, subject AS role FROM spread_doors WHERE kind = 'trust' AND event_time <= CAST($as_of AS TIMESTAMP)
)
SELECT
  c.recipient_account AS account,
  c.request ->> '$.roleName' AS role,
  c.event_id AS "eventId",
  c.event_time AS "at",
  c.event_name AS call,
  told(policy_text(coalesce(c.request ->> '$.assumeRolePolicyDocument', c.request ->> '$.policyDocument'))) AS document,
  b.confidence,
  a.identity_arn AS who,
  coalesce(c.integrity IN ('valid', 'altered-container'), false) AS proven
FROM spread_changes c
JOIN touched t ON t.account = c.recipient_account AND t.role = (c.request ->> '$.roleName')
LEFT JOIN blast_events b ON b.event_id = c.event_id
LEFT JOIN spread_actors a ON a.node = c.caller
WHERE c.event_name IN ('CreateRole', 'UpdateAssumeRolePolicy') AND c.event_time <= CAST($as_of AS TIMESTAMP)
ORDER BY account, role, "at", "eventId";
