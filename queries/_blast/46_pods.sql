-- WORK by an association that a reached actor created: from then on every pod of that service account gets the role, and none did before.
INSERT INTO spread_added
SELECT w.node, s.node, 'WORK', 1, w.event_time, 1, [w.event_id, p.event_id], NULL
FROM (
  SELECT
    node, event_id, event_time, recipient_account,
    coalesce(request ->> '$.clusterName', request ->> '$.name') AS cluster,
    request ->> '$.namespace' AS namespace, request ->> '$.serviceAccount' AS service_account,
    regexp_extract(request ->> '$.roleArn', '[^/]*$') AS role
  FROM spread_writes
  WHERE event_source = 'eks.amazonaws.com' AND call = 'CreatePodIdentityAssociation'
) w
JOIN spread_pods p ON p.cluster = w.cluster AND p.namespace = w.namespace AND p.service_account = w.service_account
  AND p.role = w.role AND p.account = w.recipient_account AND p.event_time >= w.event_time
JOIN spread_role_sessions s ON s.issue = p.event_id;
