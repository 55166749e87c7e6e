-- title: Who issued the seed
-- question: If the seed is a temporary credential, who issued it, and from which long-term key or principal does it come in the end?
-- severity: info
-- attack: T1550.001
-- From the seed up to the root, a step a row; none of it is of the radius. Where no record says who issued it, the session itself says of
-- which role or user it is and since when. `delivery` 1.0 or 2.0: an instance got it from its metadata service (IMDSv1, IMDSv2).
WITH steps AS (
  SELECT depth, id, kind, principal, account, issued, method, confidence, issued_at, NULL AS delivery, evidence FROM blast_upstream
), silent AS (
  SELECT c.id, arg_min(b.event_row, (b.event_time, b.event_id)) AS event_row
  FROM blast_credentials c
  JOIN blast_calls b ON b.credential = c.id
  WHERE c.depth = 0 AND c.kind <> 'access-key' AND NOT EXISTS (FROM blast_upstream)
  GROUP BY c.id
)
SELECT depth AS steps_above, id AS issued_by, kind, principal, account, issued, method, confidence, issued_at, delivery, evidence
FROM (
  FROM steps
  UNION ALL
  SELECT
    1, NULL, 'unknown', coalesce(e.session_issuer_arn, e.identity_arn, e.principal_id), e.identity_account, s.id, NULL, NULL, e.session_created,
    json_extract_string(e.raw, '$.userIdentity.sessionContext.ec2RoleDelivery'), [e.event_id]
  FROM silent s
  JOIN events e ON e.rowid = s.event_row
)
ORDER BY steps_above, issued_by, issued, method;
