-- Asked only where no moment of compromise was given.
SELECT rank, moment AS "at", score, reason, value, events, reasons, evidence
FROM blast_candidates
WHERE rank <= 20
ORDER BY rank;
