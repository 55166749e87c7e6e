-- When the sources of a chain were collected: the latest, and null where one of them does not say. An open window reaches to it where every
-- collection says what it asked for.
SELECT
  CASE WHEN bool_and(c.collected_at IS NOT NULL) THEN max(c.collected_at) END AS "collectedAt",
  coalesce(bool_and(c.asked), false) AS asked
FROM (SELECT DISTINCT o.source FROM digests d JOIN objects o USING (object_id) WHERE d.chain = $chain) s
LEFT JOIN collections c USING (source);
