-- Credentials of the radius, nearest first.
SELECT
  id, kind, life, principal, principal_id AS "principalId", account, user_name AS "userName", role_name AS "roleName", of_seed AS "ofSeed",
  confidence, edge, parent, depth, status, status_at AS "statusAt", status_proven AS "statusProven", ended_by AS "endedBy", coalesce(ended_by_radius, false) AS "endedByRadius", alive,
  issued_at AS "issuedAt", ends_by AS "endsBy", first_seen AS "firstSeen", last_seen AS "lastSeen", issuer_arn AS "issuerArn", identity_type AS "identityType",
  evidence, proven
FROM plan_credentials
ORDER BY depth, issued_at NULLS FIRST, id;
