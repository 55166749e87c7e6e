-- KEY and SESS: from whoever made the issuing event to what it handed out.
INSERT INTO known_links
SELECT i.caller, c.node, c.method, c.weakness, i.event_time, 1, [i.event_id], c.reason
FROM spread_issues i
JOIN spread_children c ON c.event_id = i.event_id
WHERE i.caller IS NOT NULL AND i.caller <> c.node AND (c.method <> 'KEY' OR i.key_id IS DISTINCT FROM i.caller_key);
