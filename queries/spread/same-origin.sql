-- title: Others from the same place
-- question: Which credentials outside the radius were used from its addresses, by the same program, about the same time?
-- severity: low
-- attack: T1078.004
-- Suspects, nothing proven: an office, a VPN or a build system has one address for many people. Same public address, same user agent to
-- the letter, from a day before to a day after the radius used the two. `known_as` tells an edge that was seen and not followed, or a
-- session whose issuer is not in the data. At most two hundred, those with the most events; the evidence of a row
-- is its first hundred.
WITH origins AS (
  SELECT source_ip, user_agent, min(event_time) - INTERVAL 1 DAY AS begins, max(event_time) + INTERVAL 1 DAY AS ends
  FROM blast_calls
  WHERE address_kind(source_ip) = 'public' AND NOT is_service(invoked_by) AND user_agent IS NOT NULL AND event_time IS NOT NULL
  GROUP BY source_ip, user_agent
), others AS (
  SELECT e.event_id, e.event_time, e.access_key_id, e.principal_id, e.session_created, e.identity_arn, e.identity_account, e.recipient_account,
    e.error_code, e.source_ip, e.user_agent, e.integrity
  FROM events e
  JOIN origins o ON o.source_ip = e.source_ip AND o.user_agent = e.user_agent AND e.event_time BETWEEN o.begins AND o.ends
  WHERE ($since IS NULL OR e.event_time >= CAST($since AS TIMESTAMP))
    AND ($until IS NULL OR e.event_time <= CAST($until AS TIMESTAMP))
)
SELECT
  coalesce(o.access_key_id, o.principal_id) AS credential,
  o.principal_id,
  any_value(o.identity_arn ORDER BY o.event_time, o.event_id) AS principal,
  any_value(coalesce(o.identity_account, o.recipient_account) ORDER BY o.event_time, o.event_id) AS account,
  o.session_created,
  any_value(k.known_as) AS known_as,
  split_part(o.principal_id, ':', 1) IN (SELECT split_part(principal_id, ':', 1) FROM blast_credentials WHERE principal_id IS NOT NULL)
    AS principal_of_the_radius,
  list_sort(list(DISTINCT o.source_ip))[1:20] AS addresses,
  list_sort(list(DISTINCT o.user_agent))[1:20] AS user_agents,
  count(*) AS events,
  count(*) FILTER (is_denial(o.error_code)) AS denied,
  min(o.event_time) AS first_time,
  max(o.event_time) AS last_time,
  count(*) FILTER (o.integrity = 'valid') AS proven,
  arg_min(o.event_id, (o.event_time, o.event_id), 100) AS evidence
FROM others o
LEFT JOIN (
  SELECT id, min(known_as) AS known_as
  FROM (
    SELECT to_id AS id, 'suspect by ' || method || ': ' || reason AS known_as FROM blast_suspects
    UNION ALL
    SELECT id, 'orphan: ' || reason FROM blast_orphans
  )
  GROUP BY id
) k ON k.id = o.access_key_id
WHERE o.event_id NOT IN (SELECT event_id FROM blast_events)
  AND coalesce(o.access_key_id, o.principal_id) IS NOT NULL
GROUP BY o.access_key_id, o.principal_id, o.session_created
QUALIFY row_number() OVER (ORDER BY count(*) DESC, o.access_key_id, o.principal_id, o.session_created) <= 200
ORDER BY first_time, credential, o.principal_id, o.session_created;
