-- Where the way up ends at a temporary credential that nobody issued in the data, or at a principal without a key: who may have been it.
-- Shown as suspects and not climbed; of many the twenty nearest in time.
CREATE OR REPLACE TEMP TABLE spread_upstream_found AS
WITH ends AS (
  SELECT s.node, 0 AS depth, NULL::TIMESTAMP AS moment, s.plain, s.id
  FROM spread_shown s SEMI JOIN spread_seeds USING (node)
  UNION ALL
  SELECT u.from_node, min(u.depth), min(u.moment), any_value(u.plain), any_value(u.shown_id)
  FROM spread_upstream u
  GROUP BY u.from_node
), open AS (
  SELECT
    e.*, a.principal_id, a.identity_type, a.issuer_arn, coalesce(e.moment, a.session_created, a.first_time) AS at
  FROM ends e
  JOIN spread_actors a ON a.node = e.node
  WHERE e.node NOT IN (SELECT node FROM spread_upstream)
    AND e.plain NOT IN (SELECT issued FROM spread_upstream)
    AND (a.access_key_id LIKE 'ASIA%' OR a.identity_type = 'AWSAccount')
), keys AS (
  SELECT node, access_key_id, principal_id, identity_arn, identity_type, coalesce(session_created, first_time - INTERVAL 12 HOUR) AS from_time,
    last_time + INTERVAL 12 HOUR AS to_time
  FROM spread_actors
  WHERE access_key_id IS NOT NULL AND NOT only_for_services AND identity_type <> 'AWSAccount'
), found AS (
  SELECT
    o.node, k.node AS from_node, 'SAMEUSER' AS method, 3 AS weakness, o.at AS moment, []::VARCHAR[] AS evidence, o.depth + 1 AS depth,
    'a long-term key of the same user; who began the session is not in the data' AS reason
  FROM open o
  JOIN keys k ON k.principal_id = o.principal_id AND k.access_key_id NOT LIKE 'ASIA%'
  WHERE o.identity_type IN ('IAMUser', 'Root')
  UNION ALL
  SELECT
    o.node, k.node, 'SAMEUSER', 3, o.at, [], o.depth + 1,
    'a long-term key of the user that let this federated session in; the GetFederationToken behind it is not in the data'
  FROM open o
  JOIN keys k ON k.identity_arn = o.issuer_arn AND k.access_key_id NOT LIKE 'ASIA%'
  WHERE o.identity_type = 'FederatedUser'
  UNION ALL
  SELECT
    o.node, k.node, 'KEY', 2, o.at, [], o.depth + 1,
    'the record names the caller by principal id only: any credential of that principal may have made the call'
  FROM open o
  JOIN keys k ON k.principal_id = o.principal_id AND o.at BETWEEN k.from_time AND k.to_time
  WHERE o.identity_type = 'AWSAccount'
  UNION ALL
  SELECT o.node, l.from_node, l.method, l.weakness, l.moment, l.evidence, o.depth + 1, l.reason
  FROM open o
  JOIN spread_links l ON l.to_node = o.node AND l.weakness > 1 AND l.from_node IS NOT NULL
  WHERE l.method NOT IN ('SAMEUSER', 'FAS')
)
FROM found;
