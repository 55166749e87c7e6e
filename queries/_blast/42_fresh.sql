-- Reached since the last round: what follows looks for suspects behind these.
CREATE OR REPLACE TEMP TABLE spread_fresh AS
SELECT DISTINCT node FROM spread_reach WHERE node NOT IN (SELECT node FROM spread_scanned);
