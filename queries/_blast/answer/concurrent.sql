SELECT credential, from_time AS "from", to_time AS "to", networks, times, proven, evidence
FROM blast_concurrent
ORDER BY times DESC, from_time, credential
LIMIT 100;
