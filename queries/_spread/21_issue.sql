-- KEY and SESS: from whoever made the issuing event to what it handed out.
INSERT INTO known_links
SELECT i.caller, c.node, c.method, c.weakness,
  -- Where the record's own time cannot be read, from its first use on: nobody goes free by that.
  coalesce(i.event_time, u.first_time), 1, [i.event_id], c.reason
FROM spread_issues i
JOIN spread_children c ON c.event_id = i.event_id
LEFT JOIN (
  SELECT i.event_id, c.node, min(a.first_time) AS first_time
  FROM spread_issues i
  JOIN spread_children c ON c.event_id = i.event_id
  JOIN (SELECT node, first_time FROM actors UNION ALL SELECT 'k:' || access_key_id, first_time FROM actors) a ON a.node = c.node
  WHERE i.event_time IS NULL
  GROUP BY ALL
) u ON u.event_id = i.event_id AND u.node = c.node
WHERE i.caller IS NOT NULL AND i.caller <> c.node AND (c.method <> 'KEY' OR i.key_id IS DISTINCT FROM i.caller_key);
