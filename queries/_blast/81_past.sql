-- Who acted for the seed's owner before the moment of compromise: the seed itself, and every session that came of it by then.
CREATE OR REPLACE TEMP TABLE spread_past AS
WITH RECURSIVE past(node) AS (
  SELECT node FROM spread_own WHERE $compromised_at IS NOT NULL
  UNION
  SELECT l.to_node
  FROM past p
  JOIN spread_links l ON l.from_node = p.node
  WHERE l.weakness <= 1 AND l.moment < CAST($compromised_at AS TIMESTAMP)
)
SELECT a.node, a.access_key_id, a.principal_id, a.session_created, a.identity_type, a.node IN (SELECT node FROM spread_own) AS own
FROM past JOIN spread_actors a USING (node)
WHERE a.access_key_id IS NOT NULL AND a.first_time < CAST($compromised_at AS TIMESTAMP);
