-- Of each kind the first two hundred, in the order in which they showed.
SELECT what, value, first_seen AS "first", events, succeeded, proven, evidence
FROM blast_new
QUALIFY row_number() OVER (PARTITION BY what ORDER BY first_seen, value) <= 200
ORDER BY list_position(['network', 'address', 'client', 'region', 'service', 'call'], what), first_seen, value;
