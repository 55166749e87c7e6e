-- The trails that have chains, and their ARN: as a source states it, else of the account itself. The digests of an organization's trail lie
-- in its folder, and its ARN carries the management account.
WITH trails AS (
  SELECT c.partition, c.account_id, c.trail, c.home_region, c.region,
    max(c.chain_id) FILTER (c.kind = 'standard') AS standard, max(c.chain_id) FILTER (c.kind = 'backfill') AS backfill,
    min(d.start_time) AS "from", max(d.end_time) AS "to",
    coalesce(bool_or(regexp_matches(d.key, '(^|/)AWSLogs/o-[a-z0-9]{10,32}/')), false) AS organization
  FROM chains c LEFT JOIN digests d ON d.chain_id = c.chain_id AND d.trusted
  GROUP BY c.partition, c.account_id, c.trail, c.home_region, c.region
), stated AS (
  SELECT t.*, (
    SELECT arg_max(s.trail_arn, (split_part(s.trail_arn, ':', 5) = t.account_id, s.trail_arn))
    FROM trail_status s
    WHERE split_part(s.trail_arn, ':', 2) = t.partition AND split_part(s.trail_arn, ':', 4) = t.home_region
      AND split_part(s.trail_arn, ':', 6) = 'trail/' || t.trail
      AND (t.organization OR split_part(s.trail_arn, ':', 5) = t.account_id)
  ) AS stated_arn
  FROM trails t
)
SELECT partition, account_id AS account, trail, home_region AS "homeRegion", region, standard, backfill, "from", "to",
  coalesce(stated_arn, concat('arn:', partition, ':cloudtrail:', home_region, ':', account_id, ':trail/', trail)) AS arn
FROM stated
ORDER BY account, trail, "homeRegion", region, partition;
