SELECT id, kind, principal, account, issued, method, confidence, issued_at AS "at", evidence, depth
FROM blast_upstream
ORDER BY depth, id, issued, method;
