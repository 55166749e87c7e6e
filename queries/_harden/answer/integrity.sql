-- Of the records that policies rest on: verdict → how many.
SELECT coalesce(integrity, 'unverified') AS verdict, count(*) AS events FROM harden_events WHERE NOT doubted GROUP BY 1 ORDER BY 1;
