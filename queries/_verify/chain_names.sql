SELECT chain FROM digests WHERE chain IS NOT NULL GROUP BY chain ORDER BY chain;
