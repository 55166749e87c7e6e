-- Everything that was done to the identity providers that the radius changed, whoever did it. Read only where there are any: it
-- asks the whole case.
WITH changes AS (
  SELECT
    event_id, event_time, event_name, recipient_account, identity_arn, request, integrity,
    coalesce(request ->> '$.sAMLProviderArn', request ->> '$.openIDConnectProviderArn', response ->> '$.sAMLProviderArn',
      response ->> '$.openIDConnectProviderArn') AS arn
  FROM events
  WHERE event_source = 'iam.amazonaws.com'
    AND event_name IN ('CreateSAMLProvider', 'UpdateSAMLProvider', 'CreateOpenIDConnectProvider', 'AddClientIDToOpenIDConnectProvider',
      'RemoveClientIDFromOpenIDConnectProvider', 'UpdateOpenIDConnectProviderThumbprint')
    AND error_code IS NULL AND event_time <= CAST($as_of AS TIMESTAMP)
)
SELECT
  c.recipient_account AS account, c.arn, c.event_id AS "eventId", c.event_time AS "at", c.event_name AS call,
  told(c.request ->> '$.sAMLMetadataDocument') AS document,
  c.request ->> '$.clientID' AS client,
  strings_at(c.request, '$.clientIDList') AS clients,
  strings_at(c.request, '$.thumbprintList') AS thumbprints,
  b.confidence, c.identity_arn AS who,
  coalesce(c.integrity IN ('valid', 'altered-container'), false) AS proven
FROM changes c
SEMI JOIN plan_providers USING (arn)
LEFT JOIN blast_events b ON b.event_id = c.event_id
ORDER BY c.arn, "at", "eventId";
