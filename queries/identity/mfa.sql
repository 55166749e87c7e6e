-- title: Multi-factor authentication
-- question: Was MFA behind what each credential of the radius did?
-- severity: info
-- attack: T1078.004
-- A long-term key says nothing of MFA: `not said`. At sign-in it is what the sign-in says. An MFA device may be the intruder's own.
-- The evidence of a row is its first hundred events.
SELECT
  credential,
  CASE WHEN event_name = 'ConsoleLogin' THEN CASE lower(extra ->> '$.MFAUsed') WHEN 'yes' THEN 'yes' WHEN 'no' THEN 'no' ELSE 'not said' END
    WHEN mfa THEN 'yes'
    WHEN NOT mfa THEN 'no'
    ELSE 'not said' END AS mfa,
  event_name = 'ConsoleLogin' AS at_sign_in,
  list_sort(list(DISTINCT extra ->> '$.MFAIdentifier') FILTER (event_name = 'ConsoleLogin')) AS devices,
  count(*) AS events,
  count(*) FILTER (read_only IS NOT TRUE AND outcome = 'succeeded') AS changes,
  count(*) FILTER (outcome = 'denied') AS denied,
  count(*) FILTER (outcome = 'failed') AS failed,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM blast_calls
WHERE NOT is_service(invoked_by) AND identity_type IN ('IAMUser', 'Root', 'AssumedRole', 'FederatedUser')
GROUP BY ALL
ORDER BY first_time, credential, mfa, at_sign_in;
