SELECT region, fingerprint, valid_from AS "from", valid_to AS "to", file
FROM public_keys ORDER BY region, fingerprint, file;
