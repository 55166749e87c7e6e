-- The first ten thousand; what is there still before what is not.
SELECT kind, id, account, made_by AS "madeBy", first_made AS "at", evidence, proven, status, status_evidence AS "statusEvidence",
  status_proven AS "statusProven", alive, why, control
FROM blast_alive
ORDER BY alive IS false, kind, first_made, id
LIMIT 10000;
