-- title: Role trust changed
-- question: Did the radius let others assume a role: another account, a provider, anybody?
-- severity: critical
-- attack: T1098.003, T1484.002
-- `outsiders`: of those whom the document names, who is neither of the role's own account nor a service; null: the record leaves it out.
-- A new role is told only where there are outsiders, or where the record leaves the document out.
WITH trusts AS (
  SELECT
    *,
    coalesce(request ->> '$.policyDocument', request ->> '$.assumeRolePolicyDocument',
      response ->> '$.role.assumeRolePolicyDocument') AS document
  FROM blast_calls
  WHERE event_source = 'iam.amazonaws.com' AND call IN ('UpdateAssumeRolePolicy', 'CreateRole')
), told AS (
  SELECT *, allowed_outsiders(document, recipient_account) AS outsiders FROM trusts
)
SELECT
  event_time,
  credential,
  event_name,
  outcome,
  coalesce(request ->> '$.roleName', wanted_resource(error_message)) AS role,
  CASE WHEN document IS NOT NULL THEN outsiders END AS outsiders,
  CASE WHEN document IS NOT NULL THEN is_public(document) END AS anybody,
  allowed_principals(document) AS principals,
  CASE WHEN request_omitted THEN 'omitted by CloudTrail, ' || coalesce(request ->> '$.originalSize',
    '?') || ' bytes' ELSE policy_text(document) END AS document,
  invoked_by,
  source_ip,
  recipient_account,
  integrity,
  [event_id] AS evidence
FROM told
WHERE call = 'UpdateAssumeRolePolicy' OR len(outsiders) > 0 OR request_omitted
ORDER BY event_time, event_id;
