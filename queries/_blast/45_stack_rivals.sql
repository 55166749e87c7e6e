-- Everybody of the same principals who had CloudFormation do something: of these calls any may have led to a session of the principal's.
CREATE OR REPLACE TEMP TABLE spread_stack_rivals AS
SELECT e.principal_id, a.node, e.event_id, e.event_time
FROM events e
JOIN spread_actors a
  ON a.access_key_id IS NOT DISTINCT FROM e.access_key_id
  AND a.principal_id = e.principal_id
  AND a.session_created IS NOT DISTINCT FROM e.session_created
  AND a.identity_type IS NOT DISTINCT FROM e.identity_type
WHERE e.event_source = 'cloudformation.amazonaws.com'
  AND e.read_only IS NOT TRUE
  AND e.error_code IS NULL
  AND e.invoked_by IS NULL
  AND e.principal_id IN (SELECT principal_id FROM spread_stack_calls)
UNION
SELECT principal_id, node, event_id, event_time FROM spread_stack_calls;
