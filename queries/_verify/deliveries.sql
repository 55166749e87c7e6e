-- What the status of trails says to have been delivered to a bucket that there is anything of.
SELECT split_part(s.trail_arn, ':', 5) AS account, regexp_replace(split_part(s.trail_arn, ':', 6), '^trail/', '') AS trail,
  split_part(s.trail_arn, ':', 4) AS "homeRegion", s.region, s.latest_digest_delivery AS at, t.organization
FROM trail_status s
LEFT JOIN trail_settings t USING (trail_arn)
WHERE s.latest_digest_delivery IS NOT NULL
  AND (t.bucket IS NULL OR t.bucket IN (SELECT bucket FROM objects WHERE source IS NOT NULL AND bucket IS NOT NULL))
ORDER BY ALL;
