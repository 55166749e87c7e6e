-- Addresses and user agents of the radius, the thousand of each that most events have; `total` says how many there are. `origin` is what an address
-- says of itself, of a user agent whether it is a service of AWS that speaks. `known`: the owner used the network, or that very user agent, before
-- the moment of compromise; null where there is no before to compare with.
WITH habits AS (
  SELECT DISTINCT 'address' AS what, origin AS habit FROM spread_past_calls
  UNION
  SELECT DISTINCT 'user-agent', user_agent FROM spread_past_calls
), acts AS (
  SELECT 'address' AS what, source_ip AS value, address_kind(source_ip) AS origin, coalesce(network, source_ip) AS habit, * FROM blast_calls
  UNION ALL
  SELECT 'user-agent', user_agent,
    CASE WHEN address_kind(source_ip) IN ('AWS service', 'AWS Internal') OR address_kind(user_agent) IN ('AWS service', 'AWS Internal')
      THEN 'AWS service' ELSE 'client' END,
    user_agent, * FROM blast_calls
)
SELECT
  a.what,
  a.value,
  -- A user agent that anybody but a service sent is a client.
  CASE WHEN bool_or(a.origin = 'client') THEN 'client' ELSE any_value(a.origin) END AS origin,
  CASE WHEN EXISTS (FROM spread_past_calls) THEN bool_or(h.habit IS NOT NULL) END AS known,
  min(a.event_time) AS "first",
  max(a.event_time) AS "last",
  count(*) AS events,
  count(*) FILTER (a.integrity IN ('valid', 'altered-container')) AS proven,
  count(DISTINCT a.credential) AS credentials,
  ['exact', 'high', 'medium', 'low'][min(list_position(['exact', 'high', 'medium', 'low'], a.confidence))] AS confidence,
  count(*) OVER (PARTITION BY a.what) AS total
FROM acts a
LEFT JOIN habits h ON h.what = a.what AND h.habit = a.habit
WHERE a.value IS NOT NULL
GROUP BY a.what, a.value
QUALIFY row_number() OVER (PARTITION BY a.what ORDER BY count(*) DESC, a.value) <= 1000
ORDER BY a.what, events DESC, a.value;
