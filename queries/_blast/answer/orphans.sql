-- Sessions of roles that the radius assumed, whose own issuing event is not in the data: nobody can say whose they are.
WITH roles AS (
  SELECT DISTINCT split_part(i.session, ':', 1) AS role
  FROM spread_issues i JOIN spread_reach r ON r.node = i.caller AND i.event_time >= r.since
  WHERE i.session LIKE 'A%:%'
  UNION
  SELECT DISTINCT split_part(a.principal_id, ':', 1)
  FROM spread_actors a JOIN spread_reach USING (node)
  WHERE a.principal_id LIKE 'AROA%:%'
)
SELECT
  a.access_key_id AS id, a.principal_id AS "principalId", any_value(a.identity_arn ORDER BY a.node) AS principal,
  any_value(a.account ORDER BY a.node) AS account, min(a.session_created) AS "issuedAt",
  min(a.first_time) AS "firstSeen", max(a.last_time) AS "lastSeen", CAST(sum(a.events) AS BIGINT) AS events,
  'a session of a role that the radius used, whose issuing event is not in the data' AS reason
FROM spread_actors a
JOIN roles ON roles.role = split_part(a.principal_id, ':', 1)
WHERE a.access_key_id IS NOT NULL
  AND a.node NOT IN (SELECT node FROM spread_reach)
  AND a.node NOT IN (SELECT to_node FROM spread_links WHERE weakness <= 1)
  AND a.access_key_id NOT IN (SELECT key_id FROM spread_issues WHERE key_id IS NOT NULL)
  AND a.access_key_id NOT IN (SELECT to_id FROM spread_suspects)
GROUP BY a.access_key_id, a.principal_id
ORDER BY "firstSeen", id, "principalId";
