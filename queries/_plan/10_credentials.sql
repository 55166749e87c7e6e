-- Credentials of the radius with what a containment plan asks of each: whose it is, by name; what shows it; and who ended it, if somebody
-- did. `account` is where it lets somebody in.
CREATE OR REPLACE TEMP TABLE plan_credentials AS
WITH used AS (
  SELECT
    credential AS id,
    any_value(session_issuer_arn ORDER BY event_time, event_id) AS issuer_arn,
    any_value(identity_type ORDER BY event_time, event_id) AS identity_type,
    arg_min(event_id, (coalesce(event_time, TIMESTAMP 'infinity'), event_id)) AS event_id
  FROM blast_calls
  WHERE method <> 'SHARED'
  GROUP BY credential
), cited AS (
  SELECT to_id AS id, unnest(evidence) AS event_id FROM blast_edges
  UNION
  SELECT id, event_id FROM used
), shown AS (
  SELECT
    c.id,
    list_slice(list(c.event_id ORDER BY c.event_id), 1, 100) AS evidence,
    bool_and(coalesce(v.proven, b.integrity IN ('valid', 'altered-container'), false)) AS proven
  FROM cited c
  LEFT JOIN spread_evidence v USING (event_id)
  LEFT JOIN blast_events b USING (event_id)
  GROUP BY c.id
)
SELECT
  c.id, c.kind, l.life, c.principal, c.principal_id,
  coalesce(c.account, nullif(regexp_extract(c.principal, '^arn:aws[a-z-]*:[a-z]+::(\d{12}):', 1), '')) AS account,
  -- Federated users are shut through the user that asked for them, which their sessions name.
  coalesce(l.user_name, CASE WHEN l.role_name IS NULL THEN nullif(regexp_extract(u.issuer_arn, ':user/(?:.*/)?([^/]+)$', 1), '') END) AS user_name,
  l.role_name, l.of_seed, c.confidence, c.edge, c.parent, c.depth,
  c.status, c.status_at, c.status_proven, e.actor AS ended_by,
  -- Who made his own key inactive can make it active again.
  c.status = 'inactive' AND e.event_id IN (SELECT event_id FROM blast_events) AS ended_by_radius, c.alive, c.issued_at, c.expires_at, c.ends_by, c.first_seen, c.last_seen, c.events,
  u.issuer_arn, u.identity_type,
  coalesce(s.evidence, []) AS evidence, s.proven
FROM blast_credentials c
JOIN spread_life l USING (id)
LEFT JOIN used u USING (id)
LEFT JOIN shown s USING (id)
LEFT JOIN spread_endings e ON e.event_id = c.status_evidence[1];
