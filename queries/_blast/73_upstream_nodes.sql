CREATE OR REPLACE TEMP TABLE spread_upstream_nodes AS
SELECT node FROM spread_upstream_found UNION SELECT from_node FROM spread_upstream_found;
