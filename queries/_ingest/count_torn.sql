SELECT count(*) AS copies FROM torn;
