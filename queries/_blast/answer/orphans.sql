SELECT id, principal_id AS "principalId", principal, account, issued_at AS "issuedAt", first_seen AS "firstSeen", last_seen AS "lastSeen", events, reason
FROM blast_orphans
ORDER BY first_seen, id, principal_id;
