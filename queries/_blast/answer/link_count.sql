-- Whether the last round of the closure added an edge.
SELECT count(*) AS links FROM spread_links;
