-- Users and roles that the radius created, and the principal that the seed names; then what else lets somebody in that it made: providers,
-- trust anchors, users of Identity Center, workloads.
WITH used AS (
  SELECT n.principal_id, count(*) AS events
  FROM blast_events b
  JOIN (SELECT node, principal_id FROM spread_actors UNION ALL SELECT node, principal_id FROM spread_logins) n USING (node)
  GROUP BY n.principal_id
), used_as AS (
  SELECT principal_id AS id, events FROM used
  UNION ALL
  -- What a session did, its role did.
  SELECT split_part(principal_id, ':', 1), events FROM used WHERE principal_id LIKE 'A%:%'
)
SELECT
  s.id,
  coalesce(t.kind, c.kind, CASE WHEN s.id LIKE 'AIDA%' THEN 'user' WHEN s.id LIKE 'AROA%:%' THEN 'session' WHEN s.id LIKE 'AROA%' THEN 'role' ELSE 'account' END) AS kind,
  s.arn,
  s.account,
  f.id AS parent,
  CASE WHEN r.method <> 'SEED' THEN r.method END AS edge,
  r.depth,
  confidence_name(r.weakness) AS confidence,
  coalesce(c.event_time, t.began) AS "createdAt",
  CAST(coalesce(sum(u.events), 0) AS BIGINT) AS events
FROM spread_reach r
JOIN spread_shown s ON s.node = r.node AND (starts_with(s.node, 'p:') OR s.sort = 'thing')
LEFT JOIN spread_shown f ON f.node = r.from_node
LEFT JOIN spread_created c ON c.id = s.id
LEFT JOIN spread_things t ON t.node = s.node
LEFT JOIN used_as u ON u.id = s.id
GROUP BY s.id, t.kind, t.began, c.kind, s.arn, s.account, f.id, r.method, r.depth, r.weakness, c.event_time
QUALIFY row_number() OVER (PARTITION BY s.id ORDER BY r.weakness, r.depth) = 1
ORDER BY r.depth, "createdAt" NULLS FIRST, s.id;
