-- KEY: the key id in the response is the key id of the child. Exact, if the session is the one that was opened: same principal,
-- and a creation date that is the time of the issuing event.
INSERT INTO spread_links
SELECT caller, 'k:' || key_id, 'KEY', 0, event_time, 1, [event_id], NULL
FROM spread_issues
WHERE caller IS NOT NULL AND key_id IS NOT NULL AND key_id IS DISTINCT FROM caller_key
UNION ALL
SELECT
  caller, child, 'KEY', CASE WHEN same THEN 0 ELSE 2 END, event_time, 1, [event_id],
  CASE WHEN NOT same THEN 'same key id, but another principal or creation date than the session that was issued' END
FROM (
  SELECT
    i.*,
    a.node AS child,
    coalesce(a.principal_id = i.session, true)
      AND coalesce(abs(date_diff('second', i.opened, a.session_created)) <= 5, true) AS same
  FROM spread_issues i
  JOIN spread_actors a ON a.access_key_id = i.key_id
  WHERE i.caller IS NOT NULL AND i.key_id IS DISTINCT FROM i.caller_key
  -- Where another issuing event fits the session, this one has nothing to say about it.
  QUALIFY same OR NOT bool_or(same) OVER (PARTITION BY a.node)
);
