SELECT
  event_id, event_time, credential, depth, method, confidence, integrity,
  event_source, event_name, aws_region, source_ip, user_agent, error_code, error_message, identity_type,
  principal_id, identity_arn, identity_account, access_key_id, session_created, session_issuer_arn, invoked_by,
  source_identity, mfa, recipient_account, read_only, event_category, event_type, shared_event_id, request_id,
  vpce_id, request, response, resources, extra
FROM blast_calls
ORDER BY event_time, event_id;
