-- Identity providers that the radius changed, as every snapshot has them.
SELECT account_id AS account, arn, collected_at AS "at", client_ids AS clients, thumbprints, document
FROM iam_providers
WHERE arn IN (
  SELECT DISTINCT coalesce(request ->> '$.sAMLProviderArn', request ->> '$.openIDConnectProviderArn')
  FROM blast_calls
  WHERE event_source = 'iam.amazonaws.com' AND outcome = 'succeeded'
    AND call IN ('UpdateSAMLProvider', 'AddClientIDToOpenIDConnectProvider', 'UpdateOpenIDConnectProviderThumbprint'))
ORDER BY account, arn, "at";
