-- title: Policies granted
-- question: Which rights did the radius give to users, roles and groups?
-- severity: high
-- attack: T1098.003
-- `broad`: a policy of AWS, or a document, that allows every action, or every action of IAM, on everything. Null: the record does not
-- say what is in it. `in_force`: not a policy that nobody has yet, nor a version that is not the default. Documents beyond 100 KB are cut
-- out of the record by CloudTrail, and padding one is a known way to hide it. The quarantine of a leaked key, which AWS attaches in the
-- name of the victim, is no grant.
WITH grants AS (
  SELECT
    *,
    coalesce(request ->> '$.userName', request ->> '$.roleName', request ->> '$.groupName', wanted_resource(error_message)) AS target,
    request ->> '$.policyArn' AS policy_arn,
    CASE WHEN NOT request_omitted THEN request ->> '$.policyDocument' END AS document
  FROM blast_calls
  WHERE event_source = 'iam.amazonaws.com'
    AND call IN ('AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy', 'PutUserPolicy', 'PutRolePolicy', 'PutGroupPolicy',
      'CreatePolicy', 'CreatePolicyVersion', 'SetDefaultPolicyVersion', 'AddUserToGroup', 'AddRoleToInstanceProfile')
    AND NOT quarantine
), written AS (
  -- A policy that the radius wrote itself: what is attached later is known.
  SELECT coalesce(response ->> '$.policy.arn', policy_arn) AS policy_arn, bool_or(is_broad(document)) AS broad
  FROM grants
  WHERE call IN ('CreatePolicy', 'CreatePolicyVersion') AND outcome = 'succeeded'
  GROUP BY ALL
)
SELECT
  g.event_time,
  g.credential,
  g.event_name,
  g.outcome,
  g.target,
  g.call IN ('AttachUserPolicy', 'PutUserPolicy', 'AddUserToGroup')
    AND g.identity_type = 'IAMUser' AND g.target = regexp_extract(g.identity_arn, '[^/]*$') AS to_itself,
  coalesce(g.policy_arn, g.request ->> '$.policyName', g.request ->> '$.groupName', g.request ->> '$.instanceProfileName') AS policy,
  CASE WHEN is_broad_policy(g.policy_arn) THEN true
    WHEN g.document IS NOT NULL THEN is_broad(g.document)
    WHEN g.policy_arn LIKE '%:iam::aws:policy/%' THEN false
    ELSE w.broad END AS broad,
  g.outcome = 'succeeded' AND g.call <> 'CreatePolicy'
    AND (g.call <> 'CreatePolicyVersion' OR coalesce(g.request ->> '$.setAsDefault', 'false') = 'true') AS in_force,
  CASE WHEN g.request_omitted THEN 'omitted by CloudTrail, ' || coalesce(g.request ->> '$.originalSize', '?') || ' bytes'
    ELSE g.document END AS document,
  g.invoked_by,
  g.source_ip,
  g.integrity,
  [g.event_id] AS evidence
FROM grants g
LEFT JOIN written w ON w.policy_arn = g.policy_arn AND g.document IS NULL
ORDER BY g.event_time, g.event_id;
