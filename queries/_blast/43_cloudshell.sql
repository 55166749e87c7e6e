-- Suspects: CloudShell was opened, and then there was a key of the same principal that nobody issued and whose agent says that it ran there.
-- The agent is written by the client.
INSERT INTO spread_added
WITH opened AS (
  SELECT w.node, a.principal_id, a.session_created, min_by(w.event_id, w.event_time) AS event_id, min(w.event_time) AS event_time, max(w.event_time) AS last_time
  FROM spread_writes w
  JOIN spread_actors a ON a.node = w.node
  WHERE w.event_source = 'cloudshell.amazonaws.com' AND w.event_name IN ('CreateEnvironment', 'CreateSession', 'PutCredentials', 'RedeemCode')
  GROUP BY ALL
), keys AS (
  SELECT o.node AS opener, o.event_id, o.event_time AS moment, k.*
  FROM opened o
  JOIN spread_actors k ON k.principal_id = o.principal_id
    AND k.first_time BETWEEN o.event_time AND o.last_time + INTERVAL 12 HOUR
  WHERE k.access_key_id LIKE 'ASIA%' AND k.session_created IS DISTINCT FROM o.session_created
    AND k.node NOT IN (SELECT to_node FROM spread_links WHERE weakness <= 1)
)
SELECT DISTINCT
  k.opener, k.node, 'SESS', 2, k.moment, 1, [k.event_id],
  'a key of the same principal that nobody issued in the data, used from a CloudShell after this credential had opened one'
FROM keys k
JOIN events e ON e.event_time = k.first_time
  AND e.access_key_id = k.access_key_id
  AND e.principal_id IS NOT DISTINCT FROM k.principal_id
  AND e.session_created IS NOT DISTINCT FROM k.session_created
WHERE e.user_agent ILIKE '%cloudshell%';
