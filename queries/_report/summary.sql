SELECT kind, verdict, count(*) AS objects,
  count(*) FILTER (source IS NOT NULL) AS listed,
  count(*) FILTER (outcome = 'read') AS read,
  coalesce(sum(content_bytes), 0)::UBIGINT AS bytes
FROM objects o
WHERE o.delivered IS NULL OR (($since IS NULL OR o.delivered >= $since::TIMESTAMP) AND ($until IS NULL OR o.delivered <= $until::TIMESTAMP))
GROUP BY kind, verdict
ORDER BY kind, verdict;
