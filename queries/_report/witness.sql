-- Event history, which no setting of a trail changes, against the records of the trails, by event id. `absent`: of covered hours, and of a
-- kind (read or write, event source) that the logs of that account and region do have: they should have these as well. `elsewhere`: of
-- hours that are not covered. `unknown`: recorded by a trail in the time that Event history spans, and not in it.
WITH span AS (
  SELECT account_id, region, min(event_time) AS first, max(event_time) AS last FROM event_history WHERE event_time IS NOT NULL GROUP BY ALL
), ours AS (
  SELECT e.event_id, coalesce(e.recipient_account, e.identity_account) AS account_id, e.aws_region AS region, e.event_source, e.event_name,
    e.read_only, e.event_time, e.integrity
  FROM events e
  WHERE coalesce(e.event_category, 'Management') = 'Management'
), kinds AS (
  SELECT DISTINCT account_id, region, read_only, event_source FROM ours WHERE integrity IN ('valid', 'altered-container')
), missed AS (
  SELECT h.*, c.result = 'covered' AND k.account_id IS NOT NULL AS objected
  FROM event_history h
  LEFT JOIN coverage c ON c.account_id = h.account_id AND c.region = h.region AND c.hour = date_trunc('hour', h.event_time)
  LEFT JOIN kinds k ON k.account_id = h.account_id AND k.region = h.region AND k.read_only IS NOT DISTINCT FROM h.read_only
    AND k.event_source = h.event_source
  WHERE NOT EXISTS (FROM events e WHERE e.event_id = h.event_id) AND c.hour IS NOT NULL
), said AS (
  SELECT CASE WHEN objected THEN 'absent' ELSE 'elsewhere' END AS finding, account_id, region, event_id, event_time, event_source, event_name
  FROM missed
  UNION ALL
  SELECT 'unknown', o.account_id, o.region, o.event_id, o.event_time, o.event_source, o.event_name
  FROM ours o JOIN span s ON s.account_id = o.account_id AND s.region = o.region AND o.event_time BETWEEN s.first AND s.last
  WHERE NOT EXISTS (FROM event_history h WHERE h.event_id = o.event_id)
)
SELECT finding, account_id AS account, region, count(*) AS events, min(event_time) AS "from", max(event_time) AS "to",
  list(event_id ORDER BY event_time, event_id)[1:100] AS ids,
  list(DISTINCT event_source || ' ' || event_name ORDER BY event_source || ' ' || event_name)[1:20] AS names
FROM said
GROUP BY finding, account_id, region
ORDER BY CASE finding WHEN 'absent' THEN 0 WHEN 'unknown' THEN 1 ELSE 2 END, account, region
LIMIT 5000;
