-- Whose past the seed's own is: the seed itself; of a principal, what was done with credentials of its own.
CREATE OR REPLACE TEMP TABLE spread_own AS
SELECT node FROM spread_seeds
UNION
SELECT a.node FROM spread_actors a JOIN spread_seeds s ON s.node = 'p:' || a.principal_id
UNION
SELECT a.node FROM spread_actors a JOIN spread_seeds s ON s.node = 'p:' || split_part(a.principal_id, ':', 1)
WHERE a.principal_id LIKE 'A%:%';
