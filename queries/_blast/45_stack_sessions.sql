-- Sessions in which CloudFormation acted: with the caller's identity (`role` null), or with a role that it was given. Only of the
-- principals and roles that such a call names; `stacks`: whose ids stand in what the session asked for.
CREATE OR REPLACE TEMP TABLE spread_stack_sessions AS
SELECT
  a.node, a.principal_id, a.session_created, a.first_time, s.role, a.account, s.issue,
  list_sort(list_distinct(flatten(list(regexp_extract_all(CAST(e.request AS VARCHAR), ':stack/[^/]+/([0-9a-f]{8}-[0-9a-f-]{27})', 1))))) AS stacks
FROM events e
JOIN spread_actors a
  ON a.access_key_id IS NOT DISTINCT FROM e.access_key_id
  AND a.principal_id = e.principal_id
  AND a.session_created IS NOT DISTINCT FROM e.session_created
  AND a.identity_type IS NOT DISTINCT FROM e.identity_type
LEFT JOIN spread_role_sessions s ON s.node = a.node AND s.opener = 'cloudformation.amazonaws.com'
WHERE e.invoked_by = 'cloudformation.amazonaws.com'
  AND a.only_for_services
  AND e.principal_id IN (
    SELECT principal_id FROM spread_stack_calls WHERE role IS NULL
    UNION
    SELECT r.principal_id FROM spread_role_sessions r JOIN spread_stack_calls c ON c.role = r.role AND c.account = r.account
    WHERE r.opener = 'cloudformation.amazonaws.com')
GROUP BY ALL;
