-- WORK by EKS Pod Identity: a node calls AssumeRoleForPodIdentity, whose response is null; the key stands in the AssumeRole of
-- pods.eks.amazonaws.com in the same second, tagged with the same cluster. `others`: another node called in that second, too.
CREATE OR REPLACE TABLE spread_pod_calls AS
SELECT
  a.node AS caller, s.node, c.event_time, c.event_id, p.event_id AS issue,
  min(a.node) OVER (PARTITION BY s.node) <> max(a.node) OVER (PARTITION BY s.node) AS others
FROM (
  SELECT event_id, event_time, access_key_id, principal_id, session_created, identity_type, recipient_account, request ->> '$.clusterName' AS cluster
  FROM events
  WHERE event_source = 'eks-auth.amazonaws.com' AND event_name = 'AssumeRoleForPodIdentity' AND error_code IS NULL
) c
JOIN actors a
  ON a.access_key_id IS NOT DISTINCT FROM c.access_key_id
  AND a.principal_id IS NOT DISTINCT FROM c.principal_id
  AND a.session_created IS NOT DISTINCT FROM c.session_created
  AND a.identity_type IS NOT DISTINCT FROM c.identity_type
JOIN spread_pods p ON p.event_time = c.event_time AND p.cluster = c.cluster AND p.account = c.recipient_account
JOIN spread_role_sessions s ON s.issue = p.event_id;
