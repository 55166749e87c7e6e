-- title: Credentials derived from the seed
-- question: Which temporary credentials come from the seed, at any depth, by which step, and how sure is it?
-- severity: medium
-- attack: T1550.001
-- `confidence` is that of the weakest step on the way. The evidence of a row are the events of its last step, or its own first event where
-- the step rests on identity alone; `keytrail why` tells the whole way.
WITH steps AS (
  SELECT to_id, list_sort(list_distinct(list(from_id))) AS issued_by, list_sort(list_distinct(flatten(list(evidence)))) AS evidence
  FROM blast_edges
  GROUP BY to_id
), used AS (
  SELECT credential, arg_min(event_id, (event_time, event_id)) AS event_id FROM blast_calls GROUP BY credential
)
SELECT
  c.depth,
  c.id AS credential,
  c.kind,
  c.principal,
  c.account,
  c.edge AS method,
  c.confidence,
  coalesce(s.issued_by, [c.parent]) AS issued_by,
  c.issued_at,
  c.expires_at,
  c.first_seen,
  c.last_seen,
  c.events,
  c.alive,
  CASE WHEN len(s.evidence) > 0 THEN s.evidence ELSE list_filter([u.event_id], lambda id: id IS NOT NULL) END AS evidence
FROM blast_credentials c
LEFT JOIN steps s ON s.to_id = c.id
LEFT JOIN used u ON u.credential = c.id
WHERE c.kind <> 'access-key' AND c.depth > 0
ORDER BY c.depth, c.issued_at NULLS FIRST, credential;
