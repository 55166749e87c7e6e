-- Sessions of the radius' principals whose own issuing event is not in the data: nobody can say whose they are. Of roles that the radius
-- assumed or used; of its users, by GetSessionToken or the console; of federated users that its users let in; and console logins of these.
CREATE OR REPLACE TEMP TABLE blast_orphans AS
WITH roles AS (
  SELECT DISTINCT split_part(i.session, ':', 1) AS role
  FROM spread_issues i JOIN spread_reach r ON r.node = i.caller AND i.event_time >= r.since
  WHERE i.session LIKE 'A%:%'
  UNION
  SELECT DISTINCT split_part(a.principal_id, ':', 1)
  FROM spread_actors a JOIN spread_reach USING (node)
  WHERE a.principal_id LIKE 'AROA%:%'
), users AS (
  SELECT DISTINCT a.principal_id, a.identity_arn
  FROM spread_actors a JOIN spread_reach USING (node)
  WHERE a.identity_type IN ('IAMUser', 'Root')
), explained AS (
  SELECT to_node AS node FROM spread_links WHERE weakness <= 1
), open AS (
  SELECT * FROM spread_actors
  WHERE access_key_id LIKE 'ASIA%' AND NOT only_for_services
    AND node NOT IN (SELECT node FROM spread_reach)
    AND node NOT IN (FROM explained)
    AND access_key_id NOT IN (FROM spread_issued)
), found AS (
  SELECT a.*, 'a session of a role that the radius used, whose issuing event is not in the data' AS reason
  FROM open a JOIN roles ON roles.role = split_part(a.principal_id, ':', 1)
  UNION ALL
  SELECT a.*, 'a session of a user of the radius; which of the user''s keys or logins began it is not in the data'
  FROM open a SEMI JOIN users USING (principal_id)
  UNION ALL
  SELECT a.*, 'a federated session that a user of the radius let in; the GetFederationToken behind it is not in the data'
  FROM open a SEMI JOIN users ON users.identity_arn = a.issuer_arn
  WHERE a.identity_type = 'FederatedUser'
), logins AS (
  SELECT l.*, 'a console login of a role or federated user of the radius; the request for its sign-in token is not in the data' AS reason
  FROM spread_logins l
  WHERE l.ok AND l.event_name = 'ConsoleLogin' AND l.identity_type IN ('AssumedRole', 'FederatedUser')
    AND l.node NOT IN (SELECT node FROM spread_reach)
    AND l.node NOT IN (FROM explained)
    AND (split_part(l.principal_id, ':', 1) IN (SELECT role FROM roles)
      OR l.principal_id IN (SELECT a.principal_id FROM spread_actors a JOIN spread_reach USING (node) WHERE a.identity_type = 'FederatedUser'))
)
SELECT
  access_key_id AS id, principal_id, any_value(identity_arn ORDER BY node) AS principal,
  any_value(account ORDER BY node) AS account, min(session_created) AS issued_at,
  min(first_time) AS first_seen, max(last_time) AS last_seen, CAST(sum(events) AS BIGINT) AS events, min(reason) AS reason
FROM found
GROUP BY access_key_id, principal_id
UNION ALL
SELECT
  principal_id || '@' || strftime(event_time, '%Y-%m-%dT%H:%M:%SZ'), principal_id, any_value(identity_arn ORDER BY node),
  any_value(account ORDER BY node), event_time, event_time, event_time, CAST(count(*) AS BIGINT), min(reason)
FROM logins
GROUP BY principal_id, event_time;
