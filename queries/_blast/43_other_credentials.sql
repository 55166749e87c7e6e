-- Suspects: credentials of a user that are no access keys (service-specific ones, as CodeCommit's and Bedrock's API keys, SSH keys, signing
-- certificates). What is done with one is recorded under the user's name without an access key id, or with the id of a bearer token.
INSERT INTO spread_added
WITH made AS (
  SELECT
    w.event_id, w.event_time, w.node, w.event_name, coalesce(w.recipient_account, a.account) AS account,
    coalesce(
      w.request ->> '$.userName', w.response ->> '$.serviceSpecificCredential.userName',
      CASE WHEN a.identity_type = 'IAMUser' THEN regexp_extract(a.identity_arn, '[^/]*$') END) AS user_name,
    coalesce(w.response ->> '$.serviceSpecificCredential.serviceName', w.request ->> '$.serviceName') AS service
  FROM spread_writes w
  JOIN spread_actors a ON a.node = w.node
  WHERE w.event_source = 'iam.amazonaws.com'
    AND w.event_name IN ('CreateServiceSpecificCredential', 'ResetServiceSpecificCredential', 'UploadSSHPublicKey', 'UploadSigningCertificate')
)
SELECT
  m.node, a.node, 'PRIN', 2, m.event_time, 1, [m.event_id],
  'done as this user without an access key, after ' || m.event_name || coalesce(' for ' || m.service, '')
    || ' by this credential; the records do not name the credential that was used'
FROM made m
JOIN spread_actors a ON a.account = m.account AND regexp_extract(a.identity_arn, '[^/]*$') = m.user_name
WHERE a.identity_type = 'IAMUser' AND a.node <> m.node AND a.last_time >= m.event_time
  AND (a.access_key_id IS NULL OR a.access_key_id LIKE 'ABIA%' OR a.access_key_id LIKE 'ACCA%')
QUALIFY row_number() OVER (PARTITION BY m.node, a.node ORDER BY m.event_time, m.event_id) = 1;
