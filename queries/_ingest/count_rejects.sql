UPDATE objects SET rejected = r.n
FROM (SELECT object_id, count(*) AS n FROM rejects WHERE position IS NOT NULL GROUP BY object_id) r
WHERE objects.object_id = r.object_id AND objects.rejected IS DISTINCT FROM r.n;
