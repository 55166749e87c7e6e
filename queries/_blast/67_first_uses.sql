-- First uses of other keys from the addresses, or by the very agents, with which the radius read such things. An agent that many use says
-- nothing of whose hand it is, so the key's very first use has to be by it.
CREATE OR REPLACE TEMP TABLE spread_first_uses AS
WITH others AS MATERIALIZED (
  SELECT node, access_key_id, first_time, last_time
  FROM spread_actors
  WHERE access_key_id IS NOT NULL AND NOT only_for_services
    AND last_time >= (SELECT min(event_time) FROM spread_reads)
    AND node NOT IN (SELECT node FROM spread_reach)
    -- Whose issuing event is in the data came from elsewhere.
    AND node NOT IN (SELECT to_node FROM spread_links WHERE weakness <= 1)
), uses AS (
  SELECT access_key_id, 'address' AS same, source_ip AS value, min(event_time) AS first_use, arg_min(rowid, event_time) AS row_number
  FROM events
  WHERE source_ip IN (SELECT source_ip FROM spread_reads WHERE source_ip IS NOT NULL) AND access_key_id IN (SELECT access_key_id FROM others)
  GROUP BY ALL
  UNION ALL
  SELECT access_key_id, 'agent', user_agent, min(event_time), arg_min(rowid, event_time)
  FROM events
  WHERE user_agent IN (SELECT user_agent FROM spread_reads WHERE user_agent IS NOT NULL)
    -- A key's very first use.
    AND access_key_id IN (SELECT access_key_id FROM others WHERE first_time >= (SELECT min(event_time) FROM spread_reads))
  GROUP BY ALL
), of_others AS (
  SELECT o.node, u.same, u.value, u.first_use, u.row_number
  FROM uses u
  JOIN others o ON o.access_key_id = u.access_key_id AND u.first_use BETWEEN o.first_time AND o.last_time
  WHERE u.same = 'address' OR u.first_use = o.first_time
  QUALIFY u.same = 'address' OR count(*) OVER (PARTITION BY u.same, u.value) <= 3
)
SELECT o.* EXCLUDE (row_number), e.event_id
FROM of_others o
JOIN events e ON e.rowid = o.row_number;
