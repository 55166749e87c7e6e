-- Signs that the seed is in another hand (facts an investigator looks for first), each with the moment at which it shows and a weight. What
-- is first because the archive begins there is no sign: only the very first event itself is one. Indications all of them: a new network may
-- be the owner's.
CREATE OR REPLACE TEMP TABLE spread_signs AS
WITH firsts AS (
  SELECT 'network' AS sign, 3 AS weight, origin AS value, min(nth) AS nth FROM spread_own_calls WHERE network IS NOT NULL GROUP BY origin
  UNION ALL
  SELECT 'address', 1, source_ip, min(nth) FROM spread_own_calls WHERE network IS NOT NULL GROUP BY source_ip
  UNION ALL
  SELECT 'client', 2, client, min(nth) FROM spread_own_calls WHERE client IS NOT NULL GROUP BY client
  UNION ALL
  SELECT 'agent', 1, user_agent, min(nth) FROM spread_own_calls WHERE user_agent IS NOT NULL GROUP BY user_agent
  UNION ALL
  SELECT 'region', 1, aws_region, min(nth) FROM spread_own_calls WHERE aws_region IS NOT NULL GROUP BY aws_region
  UNION ALL
  -- Who am I: the first question of whoever found a key. Of each network the first time.
  SELECT 'identity', 1, origin, min(nth) FROM spread_own_calls WHERE call = 'GetCallerIdentity' GROUP BY origin
), calls_first AS (
  SELECT c.nth, c.event_time, c.event_id, c.origin
  FROM (SELECT min(nth) AS nth FROM spread_own_calls GROUP BY event_source, call) f
  JOIN spread_own_calls c USING (nth)
), bursts AS (
  -- Calls never made before, five and more within ten minutes; denials likewise. The first of each burst is its moment.
  SELECT sign, 2 AS weight, nth, count(*) OVER ahead AS many, count(*) OVER behind AS before
  FROM (
    SELECT 'new-calls' AS sign, nth, event_time FROM calls_first
    UNION ALL
    SELECT 'denials', nth, event_time FROM spread_own_calls WHERE outcome = 'denied'
  )
  WINDOW ahead AS (PARTITION BY sign ORDER BY event_time RANGE BETWEEN CURRENT ROW AND INTERVAL 10 MINUTE FOLLOWING),
    behind AS (PARTITION BY sign ORDER BY event_time RANGE BETWEEN INTERVAL 10 MINUTE PRECEDING AND CURRENT ROW EXCLUDE GROUP)
), pauses AS (
  SELECT nth, event_time, event_time - lag(event_time) OVER (ORDER BY nth) AS pause FROM spread_own_calls
), known_since AS (
  SELECT min(first_time) AS began FROM spread_actors
), found AS (
  SELECT sign, weight, value, nth FROM firsts WHERE nth > 1
  UNION ALL
  SELECT sign, weight, CAST(many AS VARCHAR), nth FROM bursts WHERE many >= 5 AND before = 0 AND (sign = 'denials' OR nth > 1)
  UNION ALL
  SELECT 'silence', 2, CAST(date_diff('day', TIMESTAMP '2000-01-01', TIMESTAMP '2000-01-01' + pause) AS VARCHAR), nth
  FROM pauses WHERE pause >= INTERVAL 7 DAY AND pause >= 5 * (SELECT median(pause) FROM pauses WHERE pause IS NOT NULL)
  UNION ALL
  SELECT 'first', CASE WHEN c.event_time >= k.began + INTERVAL 1 DAY THEN 2 ELSE 1 END, NULL, c.nth FROM spread_own_calls c, known_since k WHERE c.nth = 1
  UNION ALL
  SELECT 'identity', 1, origin, nth FROM spread_own_calls WHERE nth = 1 AND call = 'GetCallerIdentity'
)
SELECT f.sign, f.weight, f.value, c.nth, c.event_time, c.event_id, c.origin
FROM found f JOIN spread_own_calls c USING (nth);
