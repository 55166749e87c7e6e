-- Signs of networks that were never seen an hour before count together, those of an old network by itself: what the owner does meanwhile
-- adds nothing.
CREATE OR REPLACE TEMP TABLE spread_hands AS
SELECT s.*, CASE WHEN s.event_time > o.since + INTERVAL 1 HOUR THEN s.origin ELSE '' END AS hand
FROM spread_signs s
LEFT JOIN (SELECT origin, min(event_time) AS since FROM spread_own_calls WHERE origin IS NOT NULL GROUP BY origin) o ON o.origin = s.origin;
