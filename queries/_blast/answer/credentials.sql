SELECT
  id, kind, principal, principal_id AS "principalId", account, parent, edge, depth, confidence,
  issued_at AS "issuedAt", expires_at AS "expiresAt", first_seen AS "firstSeen", last_seen AS "lastSeen", events, alive
FROM blast_credentials
ORDER BY depth, issued_at NULLS FIRST, id;
