-- title: Several networks at once
-- question: Was a credential used from two networks within minutes, as by two people?
-- severity: medium
-- attack: T1078.004
-- A spell is a run of changes of network (/24, /48) at most ten minutes apart. One change is a move; going back and forth means that two
-- places used it together. An indication: a VPN, a phone or a pool of exits alternates too. Services' addresses, private ones and
-- pre-signed URLs (whoever holds the link uses them) are left out, and IPv4 is compared with IPv4 only: a machine may have both. Order
-- within one second is unknown.
WITH used AS (
  SELECT
    credential, event_time, event_id, network, source_ip, client, integrity,
    lag(network) OVER before AS network_before, lag(event_time) OVER before AS time_before,
    lead(network) OVER before AS network_after, lead(event_time) OVER before AS time_after,
    network LIKE '%:%' AS v6
  FROM blast_calls
  WHERE address_kind(source_ip) = 'public' AND event_time IS NOT NULL AND NOT is_service(invoked_by)
    AND (extra ->> '$.AuthenticationMethod') IS DISTINCT FROM 'QueryString'
  WINDOW before AS (PARTITION BY credential, network LIKE '%:%' ORDER BY event_time, event_id)
), touching AS (
  SELECT *, network_before <> network AND event_time - time_before <= INTERVAL 10 MINUTE AS changed
  FROM used
  WHERE (network_before <> network AND event_time - time_before <= INTERVAL 10 MINUTE)
    OR (network_after <> network AND time_after - event_time <= INTERVAL 10 MINUTE)
), spells AS (
  SELECT *, count(*) FILTER (apart) OVER (PARTITION BY credential, v6 ORDER BY event_time, event_id) AS spell
  FROM (
    SELECT *, event_time - lag(event_time) OVER (PARTITION BY credential, v6 ORDER BY event_time, event_id) > INTERVAL 10 MINUTE AS apart
    FROM touching
  )
)
SELECT
  credential,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  list_sort(list(DISTINCT network))[1:20] AS networks,
  list_sort(list(DISTINCT source_ip))[1:20] AS addresses,
  list_sort(list(DISTINCT client))[1:20] AS clients,
  count(*) FILTER (changed) AS changes,
  count(*) FILTER (changed) >= count(DISTINCT network) AS back_and_forth,
  min(date_diff('second', time_before, event_time)) FILTER (changed) AS shortest_gap_seconds,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM spells
GROUP BY credential, v6, spell
ORDER BY first_time, credential, networks;
