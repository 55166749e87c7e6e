-- Identity providers that were there and that the radius changed.
CREATE OR REPLACE TEMP TABLE plan_providers AS
SELECT DISTINCT coalesce(request ->> '$.sAMLProviderArn', request ->> '$.openIDConnectProviderArn') AS arn
FROM blast_calls
WHERE event_source = 'iam.amazonaws.com' AND outcome = 'succeeded'
  AND call IN ('UpdateSAMLProvider', 'AddClientIDToOpenIDConnectProvider', 'UpdateOpenIDConnectProviderThumbprint');
