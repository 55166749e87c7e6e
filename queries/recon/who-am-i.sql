-- title: Who am I, what may I do
-- question: Did the radius ask who it is and what it is allowed to do?
-- severity: low
-- attack: T1087.004, T1069.003
SELECT
  b.event_time,
  b.credential,
  e.event_name,
  CASE WHEN e.error_code IS NULL THEN 'succeeded'
    WHEN regexp_matches(e.error_code, 'AccessDenied|Unauthorized|NotAuthorized|Forbidden') THEN 'denied' ELSE 'failed' END AS outcome,
  e.source_ip,
  e.user_agent,
  b.integrity,
  [b.event_id] AS evidence
FROM blast_events b
JOIN events e USING (event_id)
WHERE e.event_source IN ('sts.amazonaws.com', 'iam.amazonaws.com')
  AND e.event_name IN ('GetCallerIdentity', 'GetAccountAuthorizationDetails', 'SimulatePrincipalPolicy', 'SimulateCustomPolicy',
    'ListAttachedUserPolicies', 'ListAttachedRolePolicies', 'ListAttachedGroupPolicies', 'ListUserPolicies', 'ListGroupsForUser',
    'GetUser', 'GetAccountSummary', 'GetAccessKeyLastUsed')
ORDER BY b.event_time, b.event_id;
