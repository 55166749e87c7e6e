-- Edges that a person has to judge: they expand only with --include medium or low.
INSERT INTO spread_links
WITH explained AS (
  SELECT to_node, min(from_node) AS first_from, max(from_node) AS last_from FROM spread_links WHERE weakness <= 1 GROUP BY to_node
)
-- The issuing event names its caller by principal, not by key (the other account's copy alone, or a call without a key): any
-- credential of that principal may have made it.
SELECT
  a.node, child.node, 'KEY', 2, i.event_time, 1, [i.event_id],
  'the record names the caller by principal id only: any credential of that principal may have made the call'
FROM spread_issues i
JOIN spread_actors a ON a.principal_id = i.caller_principal AND a.access_key_id IS NOT NULL
  AND i.event_time BETWEEN coalesce(a.session_created, a.first_time - INTERVAL 12 HOUR) AND a.last_time + INTERVAL 12 HOUR
JOIN (
  SELECT 'k:' || key_id AS node, key_id FROM spread_issues WHERE key_id IS NOT NULL
  UNION
  SELECT node, access_key_id FROM spread_actors WHERE access_key_id IS NOT NULL
) child ON child.key_id = i.key_id
LEFT JOIN explained x ON x.to_node = child.node
WHERE i.caller_key IS NULL AND i.caller_opened IS NULL
  -- Where another event explains the child, this one is the copy of it.
  AND (x.to_node IS NULL OR (x.first_from = i.caller AND x.last_from = i.caller))
UNION ALL
-- A password set for a user that exists already: the login is by name, and the user's owner may have asked for it.
SELECT
  a.node, l.node, 'LOGIN', 2, l.event_time, 1, [e.event_id, l.event_id],
  'a console password was set for this user, who then logged in; the user was not created by the same hand'
FROM (
  SELECT
    event_id, event_time, recipient_account, access_key_id, principal_id, session_created, identity_type,
    request ->> '$.userName' AS user_name
  FROM events
  WHERE event_name IN ('CreateLoginProfile', 'UpdateLoginProfile') AND event_source = 'iam.amazonaws.com' AND error_code IS NULL
) e
JOIN spread_logins l ON l.ok AND l.event_name = 'ConsoleLogin' AND l.identity_type = 'IAMUser'
  AND l.account = e.recipient_account AND l.event_time >= e.event_time
  AND regexp_extract(l.identity_arn, '[^/]*$') = e.user_name
JOIN spread_actors a
  ON a.access_key_id IS NOT DISTINCT FROM e.access_key_id
  AND a.principal_id IS NOT DISTINCT FROM e.principal_id
  AND a.session_created IS NOT DISTINCT FROM e.session_created
  AND a.identity_type IS NOT DISTINCT FROM e.identity_type
-- The password that opened the door is the one that was set last.
QUALIFY row_number() OVER (PARTITION BY l.node ORDER BY e.event_time DESC, e.event_id) = 1
UNION ALL
-- Two keys of one session: on an instance the agent holds one and the thief the other.
SELECT
  a.node, b.node, 'SESS', 2, b.first_time, 1, [],
  'another key of the same session (same principal and creation date): whose hand holds it, only its use can tell'
FROM spread_actors a
JOIN spread_actors b ON b.principal_id = a.principal_id AND b.session_created = a.session_created AND b.node <> a.node
WHERE a.access_key_id LIKE 'ASIA%'
UNION ALL
-- Only a long-term key can call GetSessionToken, so the parents are the user's own AKIA keys.
SELECT
  a.node, b.node, 'SAMEUSER', 3, b.first_time, 1, [],
  'a session of the same user whose issuer is not in the data: this key, another key of the user or the password'
FROM spread_actors a
JOIN spread_actors b ON b.principal_id = a.principal_id
WHERE a.access_key_id IS NOT NULL AND a.access_key_id NOT LIKE 'ASIA%'
  AND b.access_key_id LIKE 'ASIA%' AND b.identity_type IN ('IAMUser', 'Root')
  AND NOT b.only_for_services
  AND b.node NOT IN (SELECT to_node FROM explained);
