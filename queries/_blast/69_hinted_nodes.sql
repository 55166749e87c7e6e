-- What only a hint names (68_reads_hinted.sql).
CREATE OR REPLACE TEMP TABLE spread_hinted_nodes AS
SELECT to_node AS node FROM spread_hints EXCEPT SELECT node FROM spread_shown;
