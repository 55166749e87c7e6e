-- title: Policies granted
-- question: Which rights did the radius give to users, roles and groups?
-- severity: high
-- attack: T1098.003
-- `broad`: an administrator policy, or a document that allows every action on everything. Documents beyond 100 KB are cut out of
-- the record by CloudTrail, and padding one is a known way to hide it: `document` then says so.
SELECT
  b.event_time,
  b.credential AS granted_by,
  e.event_name,
  CASE WHEN e.error_code IS NULL THEN 'succeeded'
    WHEN regexp_matches(e.error_code, 'AccessDenied|Unauthorized|NotAuthorized|Forbidden') THEN 'denied' ELSE 'failed' END AS outcome,
  coalesce(e.request ->> '$.userName', e.request ->> '$.roleName', e.request ->> '$.groupName') AS target,
  coalesce(e.request ->> '$.policyArn', e.request ->> '$.policyName') AS policy,
  coalesce(
    (e.request ->> '$.policyArn') LIKE 'arn:%:iam::aws:policy/%' AND regexp_matches(e.request ->> '$.policyArn', '(AdministratorAccess|IAMFullAccess|PowerUserAccess)$')
      OR regexp_matches(e.request ->> '$.policyDocument', '"Action"\s*:\s*\[?\s*"(\*|iam:\*)"'),
    false) AS broad,
  CASE WHEN (e.request ->> '$.omitted') = 'true' THEN 'omitted by CloudTrail, ' || coalesce(e.request ->> '$.originalSize', '?') || ' bytes'
    ELSE e.request ->> '$.policyDocument' END AS document,
  b.integrity,
  [b.event_id] AS evidence
FROM blast_events b
JOIN events e USING (event_id)
WHERE e.event_source = 'iam.amazonaws.com'
  AND e.event_name IN ('AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy', 'PutUserPolicy', 'PutRolePolicy', 'PutGroupPolicy',
    'CreatePolicy', 'CreatePolicyVersion', 'SetDefaultPolicyVersion', 'AddUserToGroup')
ORDER BY b.event_time, b.event_id;
