SELECT greatest(count(*) - 10000, 0) AS "left" FROM blast_resources;
