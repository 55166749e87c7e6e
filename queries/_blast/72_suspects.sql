-- Edges that leave the radius and were not followed, with what lies behind them. Where an edge rests on identity alone, its
-- evidence is the first event of the session it points to.
CREATE OR REPLACE TEMP TABLE spread_suspects AS
WITH leaving AS (
  SELECT DISTINCT l.from_node, l.to_node, l.method, l.weakness, l.reason, l.evidence
  FROM (
    FROM spread_links WHERE weakness > CAST($include AS INTEGER)
    UNION ALL
    FROM spread_hints
  ) l
  JOIN spread_reach r ON r.node = l.from_node AND l.moment >= r.since
  WHERE l.to_node NOT IN (SELECT node FROM spread_reach)
    AND ($until IS NULL OR l.moment <= CAST($until AS TIMESTAMP))
), first_events AS (
  SELECT a.node, min(e.event_id) AS event_id
  FROM spread_actors a
  JOIN events e ON e.event_time = a.first_time
    AND e.access_key_id = a.access_key_id
    AND e.principal_id IS NOT DISTINCT FROM a.principal_id
    AND e.session_created IS NOT DISTINCT FROM a.session_created
    AND e.identity_type IS NOT DISTINCT FROM a.identity_type
  WHERE a.node IN (SELECT to_node FROM leaving WHERE evidence = [])
  GROUP BY a.node
), named AS (
  SELECT
    f.id AS from_id, t.id AS to_id, l.to_node, l.method, l.weakness, l.reason,
    CASE WHEN l.evidence = [] AND e.event_id IS NOT NULL THEN [e.event_id] ELSE l.evidence END AS evidence,
    CASE WHEN starts_with(l.to_node, 'l:') THEN 1 ELSE coalesce(a.events, 0) END AS events
  FROM leaving l
  JOIN spread_shown f ON f.node = l.from_node
  JOIN spread_shown t ON t.node = l.to_node
  LEFT JOIN spread_actors a ON a.node = l.to_node
  LEFT JOIN first_events e ON e.node = l.to_node
), each_node AS (
  SELECT from_id, to_id, to_node, method, weakness, reason, any_value(events) AS events, flatten(list(evidence)) AS evidence
  FROM named
  GROUP BY ALL
)
SELECT
  from_id, to_id, method, weakness, min(reason) AS reason, CAST(sum(events) AS BIGINT) AS events,
  list_sort(list_distinct(flatten(list(evidence)))) AS evidence
FROM each_node
WHERE to_id NOT IN (SELECT s.id FROM spread_reach r JOIN spread_shown s USING (node))
GROUP BY from_id, to_id, method, weakness;
