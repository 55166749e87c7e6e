-- Of correlations, what is counted is how often they came true: windows.
SELECT rule, CAST(count(*) FILTER (WHERE in_radius) AS BIGINT) AS in_radius, CAST(count(*) FILTER (WHERE NOT in_radius) AS BIGINT) AS rest
FROM sigma_windows
GROUP BY rule
