SELECT count(*) AS objects FROM objects WHERE NOT located;
