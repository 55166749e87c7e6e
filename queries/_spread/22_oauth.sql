-- OAUTH: a grant opens a sign-in session, and the keys that come of it name that session: exact. Without the name: same principal, and a
-- creation date that is the time of the grant. `aws login` renews its keys with the same sign-in session: the last grant before counts.
INSERT INTO known_links
WITH tokens AS (
  SELECT * FROM spread_sign_ins WHERE event_name <> 'AuthorizeOAuth2Access'
), named AS (
  SELECT t.node, t.event_id, t.event_name, t.event_time, k.node AS child
  FROM tokens t
  JOIN spread_granted_keys k ON k.session_arn = t.session_arn
    AND t.event_time <= coalesce(k.session_created, k.first_time) + INTERVAL 5 SECOND
  QUALIFY row_number() OVER (PARTITION BY k.node, t.node ORDER BY t.event_time DESC, t.event_id) = 1
), dated AS (
  SELECT t.node, t.event_id, t.event_name, t.event_time, k.node AS child
  FROM tokens t
  JOIN spread_granted_keys k ON k.principal_id = t.principal_id
    AND k.session_created BETWEEN t.event_time - INTERVAL 1 SECOND AND t.event_time + INTERVAL 1 SECOND
  WHERE t.session_arn IS NULL OR k.session_arn IS NULL
), judged AS (
  SELECT *, 0 AS weakness FROM named
  UNION ALL
  SELECT *, 1 FROM dated
)
SELECT
  node, child, 'OAUTH', CASE WHEN event_name = 'CreateOAuth2TokenWithIAM' THEN 2 ELSE weakness END, event_time, 1, [event_id],
  CASE WHEN event_name = 'CreateOAuth2TokenWithIAM' THEN 'the record of CreateOAuth2TokenWithIAM is known from the API reference only' END
FROM judged
WHERE node <> child
UNION ALL
-- Who authorized the client, and the token that it then fetched.
SELECT
  node, token, 'OAUTH', CASE WHEN same THEN 1 ELSE 2 END, token_time, CASE WHEN same THEN 0 ELSE 1 END, [event_id, token_event],
  CASE WHEN NOT same THEN 'this client was authorized by the same principal shortly before; the records do not tell by which of its sessions' END
FROM (
  SELECT
    a.node, a.event_id, t.node AS token, t.event_id AS token_event, t.event_time AS token_time,
    coalesce(abs(date_diff('second', a.session_created, t.session_created)) <= 1, false) AS same
  FROM spread_sign_ins a
  JOIN tokens t ON t.principal_id = a.principal_id AND t.client = a.client
    AND t.event_time BETWEEN a.event_time AND a.event_time + INTERVAL 10 MINUTE
  WHERE a.event_name = 'AuthorizeOAuth2Access' AND a.node <> t.node
  QUALIFY row_number() OVER (PARTITION BY t.event_id ORDER BY same DESC, a.event_time DESC, a.event_id) = 1
);
