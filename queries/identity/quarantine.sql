-- title: Quarantine by AWS
-- question: Does AWS already know of the leak: did it quarantine a user, and who took the quarantine off?
-- severity: high
-- attack: T1562.001, T1685
-- AWS attaches AWSCompromisedKeyQuarantine… itself, in the name of the victim: that is never the intruder's doing, whatever the record
-- says of who did it. Taking it off may be the intruder's or a responder's. Its denials are among those of recon/denied. Mails and
-- health events about the leak are not in CloudTrail.
WITH touched AS (
  SELECT *, request ->> '$.policyArn' AS policy, request ->> '$.userName' AS user_name
  FROM calls
  WHERE event_source = 'iam.amazonaws.com'
    AND event_name IN ('AttachUserPolicy', 'DetachUserPolicy')
    AND ($since IS NULL OR event_time >= CAST($since AS TIMESTAMP))
    AND ($until IS NULL OR event_time <= CAST($until AS TIMESTAMP))
    AND ((request ->> '$.policyArn') LIKE '%:policy/AWSCompromisedKeyQuarantine%'
      OR (error_code IS NOT NULL AND error_message LIKE '%AWSCompromisedKeyQuarantine%'))
), users AS (
  SELECT DISTINCT account, regexp_extract(principal, '[^/]*$') AS user_name FROM blast_credentials WHERE principal LIKE 'arn:%:user/%'
)
SELECT
  t.event_time,
  CASE WHEN t.event_name = 'DetachUserPolicy' THEN 'taken off' WHEN t.quarantine THEN 'attached by AWS' ELSE 'attached by somebody' END AS what,
  t.outcome,
  t.user_name,
  u.user_name IS NOT NULL AS user_of_the_radius,
  t.policy,
  CASE WHEN t.quarantine THEN 'AWS' ELSE coalesce(t.identity_arn, t.principal_id, t.invoked_by) END AS done_by,
  b.event_id IS NOT NULL AND NOT t.quarantine AS in_radius,
  t.source_ip,
  t.user_agent,
  t.integrity,
  [t.event_id] AS evidence
FROM touched t
LEFT JOIN users u ON u.account = t.recipient_account AND u.user_name = t.user_name
LEFT JOIN blast_events b ON b.event_id = t.event_id
ORDER BY t.event_time, t.event_id;
