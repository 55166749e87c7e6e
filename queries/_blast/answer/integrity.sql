SELECT coalesce(integrity, 'unverified') AS verdict, count(*) AS events FROM blast_events GROUP BY 1 ORDER BY 1;
