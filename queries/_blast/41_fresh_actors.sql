-- Actors that were reached since the last round. A table: the scan of all events that follows is planned by how few they are.
CREATE OR REPLACE TEMP TABLE spread_fresh_actors AS
SELECT node, access_key_id, principal_id, session_created, identity_type
FROM actors
WHERE node IN (SELECT node FROM spread_reach) AND node NOT IN (SELECT node FROM spread_scanned);
