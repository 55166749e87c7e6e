-- Where a function's sessions acted whose issuing event is not in the data: the same name may be another function in another region.
CREATE OR REPLACE TABLE spread_function_regions AS
SELECT a.node, e.principal_id, e.aws_region AS region
FROM events e
JOIN actors a
  ON a.access_key_id IS NOT DISTINCT FROM e.access_key_id
  AND a.principal_id = e.principal_id
  AND a.session_created IS NOT DISTINCT FROM e.session_created
  AND a.identity_type IS NOT DISTINCT FROM e.identity_type
WHERE e.principal_id IN (
    SELECT s.principal_id
    FROM spread_role_sessions s
    JOIN spread_workloads w ON w.name = s.name AND w.role = s.role
    WHERE w.kind = 'function' AND s.opener IS NULL)
GROUP BY ALL;
