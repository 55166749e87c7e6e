-- The same as a table that questions may read.
CREATE OR REPLACE TEMP TABLE blast_suspects AS
SELECT from_id, to_id, method, confidence_name(weakness) AS confidence, reason, events, evidence
FROM spread_suspects;
