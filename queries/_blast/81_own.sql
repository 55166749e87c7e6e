-- Whose past the seed's own is: the seed itself; of a principal, what was done with credentials of its own.
CREATE OR REPLACE TEMP TABLE spread_own AS
SELECT node FROM spread_seeds
UNION
SELECT a.node FROM spread_actors a JOIN (SELECT node[3:] AS id FROM spread_seeds WHERE starts_with(node, 'p:')) s ON s.id = a.principal_id
UNION
SELECT a.node FROM spread_actors a JOIN (SELECT node[3:] AS id FROM spread_seeds WHERE starts_with(node, 'p:A')) s ON s.id = split_part(a.principal_id, ':', 1)
WHERE a.principal_id LIKE 'A%:%';
