-- WORK to the sessions of a workload that was there before: its owner's code goes on running in them, so each is a suspect from the
-- moment on in which it was touched. What the radius itself had launched is its own (_spread/24_workloads_linked.sql); an instance of its own
-- that it gave a role afterwards is one too.
INSERT INTO spread_added
SELECT
  t.node, s.node, 'WORK', CASE WHEN own.name IS NOT NULL AND t.gave_role THEN 1 ELSE 2 END, t.event_time, 1,
  list_distinct(list_filter([t.event_id, own.event_id, s.issue], lambda id: id IS NOT NULL)),
  CASE WHEN own.name IS NOT NULL AND t.gave_role THEN NULL
    ELSE CASE t.kind WHEN 'task' THEN 'a running task' WHEN 'instance' THEN 'an instance' ELSE 'a function' END || ' that was there before, reached by ' || t.call
      || ': its role can be used from inside, and its owner uses it too' END
FROM spread_taken t
JOIN spread_role_sessions s ON s.name = t.name AND s.account = t.account AND s.last_time >= t.event_time
LEFT JOIN (
  SELECT name, account, min(event_time) AS event_time, min(event_id) AS event_id
  FROM spread_workloads
  WHERE kind = 'instance' AND profile IS NULL AND caller IN (SELECT node FROM spread_reach)
  GROUP BY ALL
) own ON own.name = CASE WHEN s.began >= t.event_time THEN t.name END AND own.account = t.account AND own.event_time <= t.event_time
WHERE (s.opener IS NULL OR t.opener IS NULL OR s.opener = t.opener)
  -- A function is told by its role as well, or by the service and the region of the event that opened the session.
  AND (t.kind <> 'function' OR s.role = t.role OR t.role IS NULL AND s.opener IS NOT NULL)
  AND (t.kind <> 'function' OR s.region IS NULL OR s.region = t.region)
  AND s.node <> t.node;
