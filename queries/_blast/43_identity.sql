-- Suspects: what a service gave an identity to, and the session that this identity then fetched. A Cognito identity (GetId,
-- GetOpenIdToken…), or a certificate of IoT, whose id is the name of the session. Both known from the API reference only.
INSERT INTO spread_added
WITH identities AS (
  SELECT event_id, event_time, node, event_name, told(response ->> '$.identityId') AS identity
  FROM spread_writes
  WHERE event_source = 'cognito-identity.amazonaws.com'
    AND event_name IN ('GetId', 'GetOpenIdToken', 'GetOpenIdTokenForDeveloperIdentity')
), certificates AS (
  SELECT event_id, event_time, node, told(response ->> '$.certificateId') AS id
  FROM spread_writes
  WHERE event_source = 'iot.amazonaws.com' AND event_name IN ('CreateKeysAndCertificate', 'CreateCertificateFromCsr', 'RegisterCertificate')
)
SELECT
  t.node, c.node, 'TRUST', 2, t.event_time, 1, [t.event_id, i.event_id],
  'fetched by the Cognito identity that this credential was given by ' || t.event_name
FROM identities t
JOIN spread_issues i ON i.identity = t.identity AND i.event_time >= t.event_time
JOIN spread_children c ON c.event_id = i.event_id AND c.weakness <= 1
UNION ALL
SELECT
  t.node, a.node, 'TRUST', 2, t.event_time, 1, [t.event_id],
  'a session of the name of a certificate of IoT that this credential made'
FROM certificates t
JOIN spread_actors a ON split_part(a.principal_id, ':', 2) = t.id AND a.first_time >= t.event_time;
