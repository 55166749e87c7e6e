-- Suspects: sessions of a user whose issuing event is not in the data. Only a long-term key can call GetSessionToken or GetFederationToken,
-- so the parents are the user's own AKIA keys; a federated session names the user as its issuer.
INSERT INTO spread_added
WITH keys AS (
  SELECT a.* FROM spread_fresh f JOIN spread_actors a ON a.node = f.node
  WHERE a.access_key_id NOT LIKE 'ASIA%' AND a.identity_type IN ('IAMUser', 'Root')
), sessions AS (
  SELECT * FROM spread_actors
  WHERE access_key_id LIKE 'ASIA%' AND NOT only_for_services AND node NOT IN (SELECT to_node FROM spread_links WHERE weakness <= 1)
)
SELECT
  a.node, b.node, 'SAMEUSER', 3, b.first_time, 1, [],
  'a session of the same user whose issuer is not in the data: this key, another key of the user or the password'
FROM keys a
JOIN sessions b ON b.principal_id = a.principal_id AND b.identity_type IN ('IAMUser', 'Root')
UNION ALL
SELECT
  a.node, b.node, 'SAMEUSER', 3, b.first_time, 1, [],
  'a federated session whose issuer is the same user; by which key it was fetched is not in the data'
FROM keys a
JOIN sessions b ON b.issuer_arn = a.identity_arn AND b.identity_type = 'FederatedUser';
