SELECT
  b.event_id, b.event_time, b.credential, b.depth, b.method, b.confidence, b.integrity,
  e.event_source, e.event_name, e.aws_region, e.source_ip, e.user_agent, e.error_code, e.error_message, e.identity_type,
  e.principal_id, e.identity_arn, e.identity_account, e.access_key_id, e.session_created, e.session_issuer_arn, e.invoked_by,
  e.source_identity, e.mfa, e.recipient_account, e.read_only, e.event_category, e.event_type, e.shared_event_id, e.request_id,
  e.vpce_id, e.request, e.response, e.resources, e.extra
FROM blast_events b JOIN events e USING (event_id)
ORDER BY b.event_time, b.event_id;
