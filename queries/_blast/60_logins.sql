-- Reached logins: each is an event of its own. A table, for the scan that looks for them is planned by how few they are.
CREATE OR REPLACE TEMP TABLE spread_logged_in AS
SELECT event_id, node FROM spread_logins WHERE node IN (SELECT node FROM spread_reach);
