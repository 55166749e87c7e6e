-- What those principals did on their own: who, which call, through a service or not, and how it ended. Left out: what the intruder did, what AWS
-- did in their name (the quarantine of a leaked key), what is after the moment of compromise, and records that verification says were forged
-- or altered: somebody who can write records must not be able to write policies.
CREATE OR REPLACE TEMP TABLE harden_events AS
SELECT
  e.rowid AS event_row, e.event_id, e.event_time, c.principal, e.event_source, call_name(e.event_name) AS call,
  -- A service that calls in a user's name (a forward access session) needs the user's right. With a role it may be the role's own work.
  c.kind = 'user' AND is_service(e.invoked_by) AS via_service,
  CASE WHEN is_denial(e.error_code) THEN 'denied' WHEN e.error_code IS NOT NULL THEN 'failed' ELSE 'succeeded' END AS outcome,
  coalesce(e.integrity IN ('valid', 'altered-container'), false) AS proven,
  e.integrity,
  coalesce(e.integrity IN ('unlisted', 'modified', 'chain-mismatch', 'invalid-signature', 'moved'), false) AS doubted
FROM events e
JOIN harden_chosen c ON c.principal = principal_of(e.identity_type, e.identity_arn, e.session_issuer_arn)
WHERE e.event_source IS NOT NULL AND e.event_name IS NOT NULL
  AND coalesce(e.event_type, '') <> 'AwsServiceEvent'
  AND coalesce(e.event_category, '') <> 'Insight'
  AND ($compromised_at IS NULL OR e.event_time < CAST($compromised_at AS TIMESTAMP))
  AND ($since IS NULL OR e.event_time >= CAST($since AS TIMESTAMP))
  AND ($until IS NULL OR e.event_time <= CAST($until AS TIMESTAMP))
  AND e.event_id NOT IN (SELECT event_id FROM harden_excluded)
  -- Asked apart, so that the parameters of all other events need not be read.
  AND e.event_id NOT IN (SELECT event_id FROM events WHERE event_name = 'AttachUserPolicy' AND is_quarantine(event_name, source_ip, request));
