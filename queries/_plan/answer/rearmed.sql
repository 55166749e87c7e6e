-- Keys and other credentials that the radius made active. `shut_before`: a record says that it was inactive before; without one nobody can
-- tell whether the call changed anything.
SELECT
  b.recipient_account AS account,
  coalesce(b.request ->> '$.userName', CASE WHEN b.identity_type = 'IAMUser' THEN regexp_extract(b.identity_arn, '[^/]*$') END) AS "userName",
  b.call,
  coalesce(b.request ->> '$.accessKeyId', b.request ->> '$.serviceSpecificCredentialId', b.request ->> '$.sSHPublicKeyId', b.request ->> '$.certificateId') AS id,
  max(b.event_time) AS "at",
  any_value(b.confidence ORDER BY b.confidence) AS confidence,
  arg_min(b.event_id, (b.event_time, b.event_id), 100) AS evidence,
  bool_and(coalesce(b.integrity IN ('valid', 'altered-container'), false)) AS proven,
  bool_or(e.event_id IS NOT NULL) AS "shutBefore",
  bool_or(coalesce(k.status, 'active') <> 'active' AND NOT coalesce(k.forged, false)) AS "shutSince"
FROM blast_calls b
LEFT JOIN spread_endings e ON e.status = 'Inactive' AND e.account = b.recipient_account AND coalesce(e.key_id, e.thing) =
    coalesce(b.request ->> '$.accessKeyId', b.request ->> '$.serviceSpecificCredentialId', b.request ->> '$.sSHPublicKeyId', b.request ->> '$.certificateId')
  AND e.event_time < b.event_time
LEFT JOIN spread_key_status k ON k.key_id = (b.request ->> '$.accessKeyId')
WHERE b.event_source = 'iam.amazonaws.com' AND b.outcome = 'succeeded' AND (b.request ->> '$.status') = 'Active'
  AND b.call IN ('UpdateAccessKey', 'UpdateServiceSpecificCredential', 'UpdateSSHPublicKey', 'UpdateSigningCertificate')
  AND b.event_time <= CAST($as_of AS TIMESTAMP)
GROUP BY ALL
ORDER BY account, id;
