-- The keys that the verdicts rest on.
SELECT region, fingerprint, valid_from AS "from", valid_to AS "to", file
FROM public_keys WHERE used ORDER BY region, fingerprint, file;
