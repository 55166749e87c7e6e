-- A row per credential of the radius: keys, and sessions that have none. `alive` is the one column that depends on the time of the
-- report: null where the data does not tell. A role session lives 12 hours at most, any other session 36.
CREATE OR REPLACE TEMP TABLE blast_credentials AS
WITH issued AS (
  SELECT
    key_id,
    min(event_time) FILTER (event_name <> 'UpdateAccessKey') AS issued_at,
    max(expires_at) AS expires_at,
    any_value(session ORDER BY event_time, event_id) AS session,
    any_value(owner ORDER BY event_time, event_id) FILTER (owner LIKE 'arn:%') AS owner_arn,
    any_value(owner ORDER BY event_time, event_id) AS owner,
    any_value(account ORDER BY event_time, event_id) AS account,
    bool_or(opened IS NOT NULL) AS temporary
  FROM spread_issues
  WHERE key_id IS NOT NULL
  GROUP BY key_id
), seen AS (
  SELECT credential, min(event_time) AS first_seen, max(event_time) AS last_seen, count(*) AS events
  FROM blast_events
  GROUP BY credential
), states AS (
  -- The node that was used says more of itself than the leaf of the issued key.
  SELECT s.id, s.sort, s.principal_id, s.arn, s.account, s.began, r.*
  FROM spread_reach r
  JOIN spread_shown s USING (node)
  WHERE s.sort IN ('key', 'session') AND NOT s.merged
  QUALIFY row_number() OVER (PARTITION BY s.id ORDER BY r.weakness, r.since, r.rivalry, r.depth, starts_with(r.node, 'k:'), r.node) = 1
), users AS (
  -- CreateAccessKey names its user; of several made under one name the last.
  SELECT account, regexp_extract(arn, '[^/]*$') AS name, arn, id
  FROM spread_created
  WHERE kind = 'user'
  QUALIFY row_number() OVER (PARTITION BY account, name ORDER BY event_time DESC, id) = 1
), parents AS (
  SELECT t.id, f.id AS parent, f.merged, up.from_node AS above
  FROM states t
  LEFT JOIN spread_shown f ON f.node = t.from_node
  LEFT JOIN spread_reach up ON up.node = CASE WHEN f.merged THEN t.from_node END AND up.weakness = t.from_weakness
), described AS (
  SELECT
    s.id,
    CASE WHEN s.sort = 'session' THEN 'session'
      WHEN s.id LIKE 'ASIA%' OR i.temporary OR s.began IS NOT NULL AND s.id NOT LIKE 'AKIA%' THEN 'temporary-key'
      ELSE 'access-key' END AS kind,
    coalesce(CASE WHEN s.arn LIKE 'arn:%' THEN s.arn END, i.owner_arn, u.arn, i.owner, s.principal_id) AS principal,
    coalesce(s.principal_id, i.session, u.id) AS principal_id,
    coalesce(s.account, i.account) AS account,
    CASE WHEN p.merged THEN above.id ELSE p.parent END AS parent,
    CASE WHEN s.method <> 'SEED' THEN s.method END AS edge,
    s.depth,
    confidence_name(s.weakness) AS confidence,
    coalesce(i.issued_at, s.began) AS issued_at,
    i.expires_at,
    e.first_seen,
    e.last_seen,
    coalesce(e.events, 0) AS events,
    i.session,
    k.active
  FROM states s
  JOIN parents p USING (id)
  LEFT JOIN spread_shown above ON above.node = p.above
  LEFT JOIN issued i ON i.key_id = s.id
  LEFT JOIN users u ON u.account = i.account AND u.name = i.owner
  LEFT JOIN seen e ON e.credential = s.id
  LEFT JOIN spread_key_status k ON k.key_id = s.id
)
SELECT
  * EXCLUDE (session, active),
  CASE
    WHEN kind = 'access-key' THEN coalesce(active, true)
    WHEN expires_at IS NOT NULL THEN expires_at > CAST($as_of AS TIMESTAMP)
    WHEN issued_at + CASE WHEN principal_id LIKE 'AROA%' OR kind = 'session' THEN INTERVAL 12 HOUR ELSE INTERVAL 36 HOUR END
      <= CAST($as_of AS TIMESTAMP) THEN false
  END AS alive
FROM described;
