-- Who assumed which role, in how many records that count: a user or role, a service, a provider. The intruder's are kept apart.
CREATE OR REPLACE TEMP TABLE harden_assumed AS
WITH calling AS (
  SELECT event_id, event_time, event_name, identity_type, identity_arn, identity_account, session_issuer_arn, invoked_by, request, integrity, NULL AS provider
  FROM events
  WHERE event_source = 'sts.amazonaws.com' AND event_name IN ('AssumeRole', 'AssumeRoleWithSAML') AND error_code IS NULL
  UNION ALL
  -- Whose token it was stands in no column; only these few records are read whole.
  SELECT event_id, event_time, event_name, identity_type, identity_arn, identity_account, session_issuer_arn, invoked_by, request, integrity,
    TRY_CAST(raw AS JSON) ->> '$.userIdentity.identityProvider'
  FROM events
  WHERE event_source = 'sts.amazonaws.com' AND event_name = 'AssumeRoleWithWebIdentity' AND error_code IS NULL
)
SELECT
  told(e.request ->> '$.roleArn') AS role,
  principal_of(e.identity_type, e.identity_arn, e.session_issuer_arn) AS principal,
  CASE WHEN e.identity_type IN ('IAMUser', 'AssumedRole', 'FederatedUser', 'Root') THEN e.identity_arn END AS identity_arn,
  CASE WHEN e.identity_type IN ('IAMUser', 'AssumedRole', 'FederatedUser', 'Root', 'AWSAccount') THEN e.identity_account END AS account,
  CASE WHEN e.identity_type = 'AWSService' THEN e.invoked_by END AS service,
  CASE WHEN e.event_name = 'AssumeRoleWithSAML' THEN e.request ->> '$.principalArn' ELSE e.provider END AS provider,
  x.event_id IS NOT NULL AS by_intruder,
  count(*) AS events,
  count(*) FILTER (e.integrity IN ('valid', 'altered-container')) AS proven,
  min(e.event_time) AS first_time,
  max(e.event_time) AS last_time,
  arg_min(e.event_id, (e.event_time, e.event_id), 20) AS evidence
FROM calling e
LEFT JOIN harden_excluded x USING (event_id)
WHERE coalesce(e.integrity NOT IN ('unlisted', 'modified', 'chain-mismatch', 'invalid-signature', 'moved'), true)
  AND ($since IS NULL OR e.event_time >= CAST($since AS TIMESTAMP))
  AND ($until IS NULL OR e.event_time <= CAST($until AS TIMESTAMP))
  -- Where nobody says who the intruder was, what came after the moment may be his.
  AND (x.event_id IS NOT NULL OR $seeded OR $compromised_at IS NULL OR e.event_time < CAST($compromised_at AS TIMESTAMP))
GROUP BY ALL;
