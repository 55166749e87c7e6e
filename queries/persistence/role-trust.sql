-- title: Role trust changed
-- question: Did the radius let others assume a role: another account, a provider, anybody?
-- severity: critical
-- attack: T1098, T1484.002
-- Documents are raw in requests. `outsiders`: accounts other than the role's own that the document names.
SELECT
  b.event_time,
  b.credential AS changed_by,
  e.event_name,
  CASE WHEN e.error_code IS NULL THEN 'succeeded'
    WHEN regexp_matches(e.error_code, 'AccessDenied|Unauthorized|NotAuthorized|Forbidden') THEN 'denied' ELSE 'failed' END AS outcome,
  e.request ->> '$.roleName' AS role,
  list_sort(list_distinct(list_filter(
    regexp_extract_all(coalesce(e.request ->> '$.policyDocument', e.request ->> '$.assumeRolePolicyDocument'), '\b\d{12}\b'),
    lambda account: account <> e.recipient_account))) AS outsiders,
  regexp_matches(coalesce(e.request ->> '$.policyDocument', e.request ->> '$.assumeRolePolicyDocument'), '"(AWS|Principal)"\s*:\s*\[?\s*"\*"') AS anybody,
  coalesce(e.request ->> '$.policyDocument', e.request ->> '$.assumeRolePolicyDocument') AS document,
  b.integrity,
  [b.event_id] AS evidence
FROM blast_events b
JOIN events e USING (event_id)
WHERE e.event_source = 'iam.amazonaws.com'
  AND (e.event_name = 'UpdateAssumeRolePolicy'
    -- A new role is a back door where its trust names an outsider, a provider or everybody.
    OR (e.event_name = 'CreateRole' AND (
      regexp_matches(e.request ->> '$.assumeRolePolicyDocument', '"(Federated|AWS|Principal)"\s*:\s*\[?\s*"(\*|arn:[^"]*(saml|oidc)-provider)')
      OR len(list_filter(regexp_extract_all(e.request ->> '$.assumeRolePolicyDocument', '\b\d{12}\b'), lambda account: account <> e.recipient_account)) > 0)))
ORDER BY b.event_time, b.event_id;
