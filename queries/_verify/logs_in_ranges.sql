-- No digest says what was delivered in a span that none covers, and that is not to say that nothing was: the logs there are counted.
UPDATE ranges SET detail = ranges.detail || '; ' || l.logs || CASE WHEN l.logs = 1 THEN ' log of that time is there' ELSE ' logs of that time are there' END
FROM (
  SELECT r.finding, r.account_id, r.region, r.trail, r.kind, r.from_time, r.to_time, count(*) AS logs
  FROM ranges r JOIN objects o ON o.account_id = r.account_id AND o.region = r.region
  WHERE r.finding IN ('gap', 'hole', 'head-uncovered', 'truncated-tail') AND o.kind = 'log' AND o.source IS NOT NULL AND NOT o.gone
    AND (r.from_time IS NULL OR o.delivered >= r.from_time) AND (r.to_time IS NULL OR o.delivered < r.to_time)
  GROUP BY ALL
) l
WHERE ranges.finding = l.finding AND ranges.account_id = l.account_id AND ranges.region = l.region
  AND ranges.trail IS NOT DISTINCT FROM l.trail AND ranges.kind IS NOT DISTINCT FROM l.kind
  AND ranges.from_time IS NOT DISTINCT FROM l.from_time AND ranges.to_time IS NOT DISTINCT FROM l.to_time;
