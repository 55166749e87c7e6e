SELECT id, kind, principal, account, issued, method, confidence, issued_at AS "at", evidence, depth, ends, reason
FROM blast_upstream
ORDER BY depth, id, issued, method;
