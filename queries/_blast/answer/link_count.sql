-- Whether the last round of the closure added an edge that is followed.
SELECT count(*) AS links FROM spread_links WHERE weakness <= CAST($include AS INTEGER);
