-- OBO: a permission set that the radius made gives whoever is assigned to it a role AWSReservedSSO_<name>_<hex>. Who that is the role's
-- sessions do not tell by themselves.
INSERT INTO spread_added
WITH sets AS (
  SELECT event_id, event_time, node, told(coalesce(request ->> '$.name', response ->> '$.permissionSet.name')) AS name
  FROM spread_writes
  WHERE event_source = 'sso.amazonaws.com' AND event_name = 'CreatePermissionSet'
)
SELECT
  s.node, a.node, 'OBO', 2, s.event_time, 1, [s.event_id],
  'a session of the permission set ' || s.name || ', which this credential made'
FROM sets s
JOIN spread_actors a ON regexp_extract(a.issuer_arn, '/AWSReservedSSO_(.*)_[0-9a-f]+$', 1) = s.name
  AND coalesce(a.session_created, a.first_time) >= s.event_time;
