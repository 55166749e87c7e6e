-- title: Still alive
-- question: Which credentials and ways back in of the radius are still open at the time of the report, why, and what closes them?
-- severity: high
-- attack: T1550.001
-- `unknown`: the data does not tell when it ends. `survives`: it stays open when the seed's own key is deactivated. The one question whose
-- answer depends on --as-of.
WITH used AS (
  SELECT credential, arg_max(event_id, (event_time, event_id)) AS event_id FROM blast_calls GROUP BY credential
), steps AS (
  SELECT to_id, list_sort(list_distinct(flatten(list(evidence)))) AS evidence FROM blast_edges GROUP BY to_id
)
SELECT
  c.kind,
  c.id,
  c.principal AS whose,
  c.account,
  c.status,
  c.survives,
  c.why,
  c.control,
  c.issued_at AS since,
  c.ends_by,
  c.last_seen,
  coalesce(s.evidence, list_filter([u.event_id], lambda id: id IS NOT NULL)) AS evidence
FROM blast_credentials c
LEFT JOIN steps s ON s.to_id = c.id
LEFT JOIN used u ON u.credential = c.id
WHERE c.alive IS NOT FALSE
UNION ALL
SELECT kind, id, made_by, account, status, true, why, control, first_made, NULL, NULL, evidence
FROM blast_alive
WHERE alive IS NOT FALSE
ORDER BY since NULLS FIRST, kind, id;
