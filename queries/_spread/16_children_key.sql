-- What each issuing event handed out, as nodes: by the key id in the response. Exact, if the session is the one that was opened: same
-- principal, and a creation date that is the time of the issuing event.
CREATE OR REPLACE TABLE spread_children AS
SELECT event_id, 'k:' || key_id AS node, 'KEY' AS method, key_weakness AS weakness, key_reason AS reason
FROM spread_issues
WHERE key_id IS NOT NULL
UNION ALL
SELECT
  event_id, child, 'KEY', CASE WHEN same THEN key_weakness ELSE 2 END,
  CASE WHEN same THEN key_reason ELSE 'same key id, but another principal or creation date than the session that was issued' END
FROM (
  SELECT
    i.*,
    a.node AS child,
    coalesce(a.principal_id = i.session, true)
      AND coalesce(abs(date_diff('second', i.opened, a.session_created)) <= 5, true) AS same
  FROM spread_issues i
  JOIN actors a ON a.access_key_id = i.key_id
  -- Where another issuing event fits the session, this one has nothing to say about it.
  QUALIFY same OR NOT bool_or(same) OVER (PARTITION BY a.node)
);
