-- WORK by an association that a reached actor created: from then on every pod of that service account gets the role, and none did before.
-- The association that counts is the last one made for the service account, whoever made it.
INSERT INTO spread_added
WITH associations AS (
  SELECT
    event_id, event_time, recipient_account AS account, coalesce(request ->> '$.clusterName', request ->> '$.name') AS cluster,
    request ->> '$.namespace' AS namespace, request ->> '$.serviceAccount' AS service_account,
    regexp_extract(request ->> '$.roleArn', '[^/]*$') AS role
  FROM events
  WHERE event_source = 'eks.amazonaws.com' AND event_name = 'CreatePodIdentityAssociation' AND error_code IS NULL
    -- Nothing of it is read where the radius made none.
    AND EXISTS (FROM spread_writes WHERE call = 'CreatePodIdentityAssociation')
), opened AS (
  SELECT a.event_id AS association, a.event_time, a.role AS given, p.event_id, p.role
  FROM associations a
  JOIN spread_pods p ON p.cluster = a.cluster AND p.namespace = a.namespace AND p.service_account = a.service_account
    AND p.account = a.account AND p.event_time >= a.event_time
  QUALIFY row_number() OVER (PARTITION BY p.event_id ORDER BY a.event_time DESC, a.event_id) = 1
)
SELECT w.node, s.node, 'WORK', 1, w.event_time, 1, [w.event_id, o.event_id], NULL
FROM opened o
JOIN spread_writes w ON w.event_id = o.association
JOIN spread_role_sessions s ON s.issue = o.event_id
WHERE o.role = o.given;
