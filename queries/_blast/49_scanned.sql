INSERT INTO spread_scanned
SELECT DISTINCT node FROM spread_reach WHERE node NOT IN (SELECT node FROM spread_scanned);
