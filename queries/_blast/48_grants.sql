-- What reached actors gave to accounts outside, in their successful writes. Trust policies of roles have a method of their own (TRUST).
CREATE OR REPLACE TEMP TABLE spread_given AS
SELECT event_id, event_time, node, event_source, recipient_account, resource, outside_account,
  -- The name as it stands in parameters and ARNs, between their separators.
  '(^|["/:])' || regexp_escape(regexp_extract(resource, '[^/:]+$')) || '($|["/:])' AS mention
FROM grants_in('spread_writes')
WHERE outside_account IS NOT NULL AND length(resource) BETWEEN 1 AND 2048 AND event_source <> 'iam.amazonaws.com';
