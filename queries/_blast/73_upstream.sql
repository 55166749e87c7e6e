-- The way up from the seed (50_above.sql) by the names that are shown.
CREATE OR REPLACE TEMP TABLE spread_upstream AS
SELECT u.*, NULL::VARCHAR AS reason, p.plain, p.id AS shown_id, p.sort, p.arn, p.principal_id, p.account, c.plain AS issued
FROM spread_above u
JOIN spread_shown p ON p.node = u.from_node
JOIN spread_shown c ON c.node = u.node;
