-- Every credential of the radius: keys, and sessions that have none. How it came to be, and since when.
CREATE OR REPLACE TEMP TABLE spread_described AS
WITH states AS MATERIALIZED (
  -- The node that was used says more of itself than the leaf of the issued key.
  SELECT s.id, s.sort, s.principal_id, s.arn, s.account, s.began, r.*
  FROM spread_reach r
  JOIN spread_shown s USING (node)
  WHERE s.sort IN ('key', 'session') AND NOT s.merged
  QUALIFY row_number() OVER (PARTITION BY s.id ORDER BY r.weakness, r.since, r.rivalry, r.depth, starts_with(r.node, 'k:'), r.node) = 1
), handed_out AS MATERIALIZED (
  -- A case may hold millions of issued keys; those of the radius are what is asked for.
  SELECT * FROM spread_issues WHERE key_id IN (SELECT id FROM states)
), issued AS (
  SELECT
    i.key_id,
    min(i.event_time) FILTER (i.event_name <> 'UpdateAccessKey') AS issued_at,
    max(i.expires_at) AS expires_at,
    any_value(i.session ORDER BY i.event_time, i.event_id) AS session,
    any_value(i.owner ORDER BY i.event_time, i.event_id) FILTER (i.owner LIKE 'arn:%') AS owner_arn,
    any_value(i.owner ORDER BY i.event_time, i.event_id) AS owner,
    any_value(i.account ORDER BY i.event_time, i.event_id) AS account,
    bool_or(i.opened IS NOT NULL) AS temporary,
    arg_min(i.event_name, (i.event_time, i.event_id)) AS issued_by,
    bool_or(i.caller_principal LIKE 'AROA%:%') AS chained,
    bool_and(i.caller_principal IS NULL AND i.caller_key IS NULL) AS by_service,
    any_value(regexp_extract(a.identity_arn, ':user/(?:.*/)?([^/]+)$', 1) ORDER BY i.event_time, i.event_id) AS caller_name
  FROM handed_out i
  LEFT JOIN (FROM spread_actors WHERE node IN (SELECT node FROM spread_reach)) a ON a.node = i.caller
  GROUP BY i.key_id
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
)
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
  i.issued_by,
  coalesce(i.chained, false) AS chained,
  coalesce(i.by_service, false) AS by_service,
  i.caller_name,
  -- A key that the seed names, or that belongs to the principal that it names, is what a responder deactivates first.
  s.node IN (SELECT node FROM spread_seeds)
    OR (s.method = 'PRIN' AND s.from_node IN (SELECT node FROM spread_seeds WHERE starts_with(node, 'p:'))) AS of_seed
FROM states s
JOIN parents p USING (id)
LEFT JOIN spread_shown above ON above.node = p.above
LEFT JOIN issued i ON i.key_id = s.id
LEFT JOIN users u ON u.account = i.account AND u.name = i.owner;
