-- What the radius set up that is no key and lets somebody in again, with what is needed to shut it.
SELECT
  a.kind, a.id, a.account, a.made_by AS "madeBy", a.first_made AS "at", a.last_made AS "last", a.call, a.region, a.subject, a.evidence, a.proven,
  b.confidence, a.status, a.status_proven AS "statusProven", e.event_time AS "statusAt", e.actor AS "endedBy", a.alive
FROM blast_alive a
LEFT JOIN blast_events b ON b.event_id = a.evidence[1]
LEFT JOIN (
  SELECT event_id, event_time, actor FROM spread_endings
  UNION
  SELECT event_id, event_time, actor FROM spread_unmade
) e ON e.event_id = a.status_evidence[1]
ORDER BY a.kind, a.first_made, a.id, a.account, a.region;
