WITH RECURSIVE proofs AS (
  -- An edge by identity alone has no evidence, and needs none.
  SELECT from_id, to_id, bool_or(proven) AS proven
  FROM (
    SELECT e.from_id, e.to_id, e.method, e.confidence, bool_and(coalesce(v.proven, false)) AS proven
    FROM (SELECT from_id, to_id, method, confidence, unnest(evidence) AS event_id FROM blast_edges) e
    LEFT JOIN spread_evidence v USING (event_id)
    GROUP BY ALL
    UNION ALL
    SELECT from_id, to_id, method, confidence, true FROM blast_edges WHERE evidence = []
  )
  GROUP BY ALL
), proven(id) AS (
  SELECT s.id FROM spread_seeds JOIN spread_shown s USING (node)
  UNION
  SELECT p.to_id FROM proven JOIN proofs p ON p.from_id = proven.id WHERE p.proven
)
SELECT text FROM (
  SELECT 1 AS nth, 'edges beyond a depth of ' || CAST($depth_cap AS INTEGER) || ' were not followed: ' || count(DISTINCT l.to_node) || ' more nodes can be reached' AS text
  FROM spread_reach r
  JOIN spread_links l ON l.from_node = r.node
  WHERE l.moment >= r.since AND l.weakness <= CAST($include AS INTEGER)
    AND ($until IS NULL OR l.moment <= CAST($until AS TIMESTAMP))
    AND r.depth + l.hops > CAST($depth_cap AS INTEGER)
    AND l.to_node NOT IN (SELECT node FROM spread_reach)
  HAVING count(DISTINCT l.to_node) > 0
  UNION ALL
  SELECT 1, 'no record of this case names ' || $seed || ': that it exists is the word of IAM, and what was done with it is not known here'
  FROM iam_access_keys
  WHERE access_key_id = $seed AND 'k:' || $seed IN (SELECT node FROM spread_seeds)
    AND $seed NOT IN (SELECT key_id FROM spread_issues WHERE key_id = $seed)
  HAVING count(*) > 0
  UNION ALL
  SELECT 2, 'the key id ' || $seed || ' stands for ' || count(*) || ' sessions (other principal or creation date); all of them count as the seed'
  FROM (
    SELECT DISTINCT principal_id, session_created FROM spread_actors
    WHERE access_key_id = $seed AND session_created IS NOT NULL
  )
  HAVING count(*) > 1
  UNION ALL
  SELECT 2, $seed || ' names ' || count(*) || ' principals, one after the other under one name (' || string_agg(node[3:], ', ' ORDER BY node) || '); all of them count as the seed'
  FROM spread_seeds
  WHERE starts_with(node, 'p:')
  HAVING count(*) > 1
  UNION ALL
  -- An address may be the exit of a whole company: that it is shared has to be said before anybody is blamed.
  SELECT 2, $seed || ' stands for ' || count(DISTINCT coalesce(a.access_key_id, a.node)) || ' credentials of ' || count(DISTINCT split_part(a.principal_id, ':', 1))
    || ' principals, each from its first use there on: an address may be shared, and what they did from elsewhere afterwards counts too'
  FROM spread_seeds s JOIN spread_actors a USING (node)
  WHERE $seed_address IS NOT NULL
  HAVING count(*) > 0
  UNION ALL
  -- Whoever can write a record can write that the seed was given somebody's key.
  SELECT 2, any_value(p.unproven) || ' of ' || any_value(p.edges) || ' edges of the radius rest on a record that nothing proves: '
    || count(*) || ' of its events, of ' || count(DISTINCT credential) || ' credentials, are in it by such edges alone'
  FROM blast_events, (SELECT count(*) AS edges, count(*) FILTER (NOT proven) AS unproven FROM proofs) p
  WHERE credential NOT IN (SELECT id FROM proven)
  HAVING count(*) > 0
  UNION ALL
  SELECT 3, 'who issued ' || $seed || ' is not in the data: other keys of its issuer are not in the radius'
  WHERE $seed LIKE 'ASIA%'
    AND NOT EXISTS (FROM spread_links l JOIN spread_seeds s ON s.node = l.to_node WHERE l.weakness <= 1 AND l.from_node IS NOT NULL)
  UNION ALL
  SELECT 3, 'who issued ' || string_agg(DISTINCT id, ', ' ORDER BY id) || ' is not in the data: the way up from the seed ends there'
  FROM blast_upstream
  WHERE ends = 'not in the data'
  HAVING count(*) > 0
  UNION ALL
  SELECT 4, 'the case has no read events: AssumeRole is one, so a trail of write events shows no role sessions being issued'
  WHERE NOT EXISTS (FROM events WHERE read_only) AND EXISTS (FROM events WHERE read_only IS NOT NULL)
)
ORDER BY nth;
