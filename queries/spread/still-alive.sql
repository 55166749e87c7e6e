-- title: Credentials still alive
-- question: Which credentials of the radius can still be used at the time of the report?
-- severity: high
-- attack: T1550.001
-- `unknown`: the data does not tell when it ends. The one question whose answer depends on --as-of.
SELECT
  c.id AS credential,
  c.kind,
  c.principal,
  c.account,
  CASE WHEN c.alive THEN 'alive' ELSE 'unknown' END AS state,
  c.expires_at,
  c.last_seen,
  coalesce(e.evidence, CASE WHEN u.event_id IS NOT NULL THEN [u.event_id] ELSE [] END) AS evidence
FROM blast_credentials c
LEFT JOIN (
  SELECT to_id, list_sort(list_distinct(flatten(list(evidence)))) AS evidence FROM blast_edges GROUP BY to_id
) e ON e.to_id = c.id
LEFT JOIN (
  SELECT credential, arg_max(event_id, (event_time, event_id)) AS event_id FROM blast_events GROUP BY credential
) u ON u.credential = c.id
WHERE c.alive IS NOT FALSE
ORDER BY c.depth, c.id;
