-- What the status of trails says to have been delivered, to a bucket that there is anything of. It tells of every region of a trail, and
-- of the account that owns it: a collection may be of others, and a run may have asked for others.
SELECT d.account, d.trail, d."homeRegion", d.region, d.at, t.organization
FROM (
  SELECT trail_arn, region, latest_digest_delivery AS at, split_part(trail_arn, ':', 5) AS account,
    regexp_replace(split_part(trail_arn, ':', 6), '^trail/', '') AS trail, split_part(trail_arn, ':', 4) AS "homeRegion"
  FROM trail_status
  WHERE latest_digest_delivery IS NOT NULL
) d
LEFT JOIN trail_settings t USING (trail_arn)
WHERE (t.bucket IS NULL OR t.bucket IN (SELECT bucket FROM objects WHERE source IS NOT NULL AND bucket IS NOT NULL))
  AND EXISTS (
    FROM scopes s
    LEFT JOIN collections c ON c.source = s.source AND NOT c.asked
    WHERE (len(s.accounts) = 0 OR list_contains(s.accounts, d.account))
      AND (len(s.regions) = 0 OR list_contains(s.regions, d.region))
      AND (c.source IS NULL OR len(c.accounts) = 0 OR list_contains(c.accounts, d.account))
      AND (c.source IS NULL OR len(c.regions) = 0 OR list_contains(c.regions, d.region))
  )
ORDER BY ALL;
