-- The nodes that anything is said of: those of the radius, what its edges lead to, and what lies above the seed. A case has names for
-- a million more.
CREATE OR REPLACE TEMP TABLE spread_wanted AS
SELECT node FROM spread_reach
UNION
SELECT node FROM spread_seeds
UNION
SELECT to_node FROM spread_links WHERE from_node IN (SELECT node FROM spread_reach)
UNION
SELECT node FROM spread_above
UNION
SELECT from_node FROM spread_above;
