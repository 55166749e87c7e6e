-- Each event of the radius, with the credential and the edge that it belongs to.
CREATE OR REPLACE TEMP TABLE blast_events AS
SELECT event_id, event_time, credential, depth, method, confidence, integrity, node FROM spread_found;
