-- Every account with every region that any of them has, and with those asked for: of what one lacks, nothing is known.
CREATE OR REPLACE TEMP TABLE coverage_places AS
SELECT row_number() OVER (ORDER BY account_id, region)::INTEGER AS place, * FROM (
WITH found AS (
  SELECT account_id, region FROM objects
  WHERE kind IN ('log', 'digest') AND account_id IS NOT NULL AND region IS NOT NULL AND verdict <> 'foreign'
  UNION SELECT account_id, region FROM chains
), partitions AS (
  SELECT *, CASE WHEN starts_with(region, 'cn-') THEN 'aws-cn' WHEN starts_with(region, 'us-gov-') THEN 'aws-us-gov' ELSE 'aws' END AS partition
  FROM found
)
SELECT a.account_id, r.region
FROM (SELECT DISTINCT account_id, partition FROM partitions) a
JOIN (SELECT DISTINCT region, partition FROM partitions) r USING (partition)
UNION
SELECT a.account_id, r.region
FROM (SELECT account_id FROM found UNION SELECT unnest(from_json($accounts, '["VARCHAR"]'))) a
JOIN (SELECT unnest(from_json($regions, '["VARCHAR"]')) AS region) r ON true
UNION
SELECT a.account_id, f.region
FROM (SELECT unnest(from_json($accounts, '["VARCHAR"]')) AS account_id) a JOIN (SELECT DISTINCT region FROM found) f ON true
WHERE len(from_json($regions, '["VARCHAR"]')) = 0 AND a.account_id NOT IN (SELECT account_id FROM found)
);
