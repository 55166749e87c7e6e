-- The nodes that the seed names. Before the moment of compromise the seed was its owner's.
CREATE OR REPLACE TEMP TABLE spread_seeds AS
SELECT node, coalesce(CAST($compromised_at AS TIMESTAMP), TIMESTAMP '-infinity') AS since
FROM (
  SELECT 'k:' || key_id AS node FROM spread_issues WHERE key_id = $seed
  UNION
  SELECT node FROM spread_actors WHERE access_key_id = $seed
  UNION
  SELECT to_node FROM spread_links WHERE from_node IS NULL
);
