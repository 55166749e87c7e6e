SELECT
  id, kind, principal, principal_id AS "principalId", account, parent, edge, depth, confidence,
  issued_at AS "issuedAt", expires_at AS "expiresAt", first_seen AS "firstSeen", last_seen AS "lastSeen", events, alive,
  status, status_evidence AS "statusEvidence", status_at AS "statusAt", status_proven AS "statusProven", ends_by AS "endsBy", life,
  survives, why, control, proven, known, "new"
FROM blast_credentials
ORDER BY depth, issued_at NULLS FIRST, id;
