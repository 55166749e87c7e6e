-- Each rule that matched: records of the radius and of the rest, first and last time, and how many of its records are proven.
SELECT
  rule,
  CAST(count(*) FILTER (WHERE in_radius) AS BIGINT) AS in_radius,
  CAST(count(*) FILTER (WHERE NOT in_radius) AS BIGINT) AS rest,
  CAST(count(*) FILTER (WHERE integrity IN ('valid', 'altered-container')) AS BIGINT) AS proven,
  min(event_time) AS first,
  max(event_time) AS last
FROM sigma_matches
GROUP BY rule
ORDER BY rule
