-- title: Sessions that outlive the key
-- question: Did the radius get sessions by GetFederationToken or GetSessionToken, which live on when the key is deactivated?
-- severity: high
-- attack: T1550.001
-- Up to 36 hours, whatever becomes of the key: only a deny on the user ends them. A session of GetFederationToken may do what both the
-- user and `session_policy` allow; one of GetSessionToken is the user itself.
SELECT
  b.event_time,
  b.credential AS issued_by,
  b.event_name,
  b.outcome,
  coalesce(b.response ->> '$.federatedUser.arn', b.request ->> '$.name', b.identity_arn) AS session,
  CASE WHEN (b.request ->> '$.policy') IS NOT NULL OR (b.request ->> '$.policyArns') IS NOT NULL
    THEN coalesce(policy_text(b.request ->> '$.policy'), b.request ->> '$.policyArns') END AS session_policy,
  TRY_CAST(b.request ->> '$.durationSeconds' AS INTEGER) AS seconds_asked,
  (b.request ->> '$.serialNumber') IS NOT NULL AS with_mfa,
  b.response ->> '$.credentials.accessKeyId' AS issued_key,
  coalesce(c.expires_at, aws_time(b.response ->> '$.credentials.expiration')) AS expires_at,
  c.events AS uses,
  c.last_seen AS last_use,
  c.alive,
  b.integrity,
  [b.event_id] AS evidence
FROM blast_calls b
LEFT JOIN blast_credentials c ON c.id = (b.response ->> '$.credentials.accessKeyId')
WHERE b.event_source = 'sts.amazonaws.com' AND b.event_name IN ('GetFederationToken', 'GetSessionToken')
ORDER BY b.event_time, b.event_id;
