-- Sessions that EKS opened for pods, with the tags that say for which: EKS Pod Identity sets them on every session.
CREATE OR REPLACE TABLE spread_pods AS
SELECT
  event_id, event_time, recipient_account AS account,
  regexp_extract(request ->> '$.roleArn', '[^/]*$') AS role,
  list_filter(json_extract(request, '$.tags[*]'), lambda tag: (tag ->> '$.key') = 'eks-cluster-name')[1] ->> '$.value' AS cluster,
  list_filter(json_extract(request, '$.tags[*]'), lambda tag: (tag ->> '$.key') = 'kubernetes-namespace')[1] ->> '$.value' AS namespace,
  list_filter(json_extract(request, '$.tags[*]'), lambda tag: (tag ->> '$.key') = 'kubernetes-service-account')[1] ->> '$.value' AS service_account
FROM events
WHERE event_source = 'sts.amazonaws.com' AND event_name = 'AssumeRole' AND invoked_by = 'pods.eks.amazonaws.com' AND error_code IS NULL;
