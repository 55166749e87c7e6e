-- Who assumed which role, in how many records that count: a user or role, a service, a provider. The intruder's are kept apart.
CREATE OR REPLACE TEMP TABLE harden_assumed AS
SELECT
  told(e.request ->> '$.roleArn') AS role,
  principal_of(e.identity_type, e.identity_arn, e.session_issuer_arn) AS principal,
  CASE WHEN e.identity_type IN ('IAMUser', 'AssumedRole', 'FederatedUser', 'Root') THEN e.identity_arn END AS identity_arn,
  CASE WHEN e.identity_type IN ('IAMUser', 'AssumedRole', 'FederatedUser', 'Root', 'AWSAccount') THEN e.identity_account END AS account,
  CASE WHEN e.identity_type = 'AWSService' THEN e.invoked_by END AS service,
  CASE e.event_name
    WHEN 'AssumeRoleWithSAML' THEN e.request ->> '$.principalArn'
    WHEN 'AssumeRoleWithWebIdentity' THEN TRY_CAST(e.raw AS JSON) ->> '$.userIdentity.identityProvider' END AS provider,
  x.event_id IS NOT NULL AS by_intruder,
  count(*) AS events,
  count(*) FILTER (e.integrity IN ('valid', 'altered-container')) AS proven,
  min(e.event_time) AS first_time,
  max(e.event_time) AS last_time,
  arg_min(e.event_id, (e.event_time, e.event_id), 20) AS evidence
FROM events e
LEFT JOIN harden_excluded x USING (event_id)
WHERE e.event_source = 'sts.amazonaws.com' AND e.event_name IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity') AND e.error_code IS NULL
  AND coalesce(e.integrity NOT IN ('unlisted', 'modified', 'chain-mismatch', 'invalid-signature', 'moved'), true)
  AND ($since IS NULL OR e.event_time >= CAST($since AS TIMESTAMP))
  AND ($until IS NULL OR e.event_time <= CAST($until AS TIMESTAMP))
  -- Where nobody says who the intruder was, what came after the moment may be his.
  AND (x.event_id IS NOT NULL OR $seeded OR $compromised_at IS NULL OR e.event_time < CAST($compromised_at AS TIMESTAMP))
GROUP BY ALL;
