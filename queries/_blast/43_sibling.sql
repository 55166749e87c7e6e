-- Suspects: two keys of one session. On an instance the agent holds one and the thief the other.
INSERT INTO spread_added
SELECT
  a.node, b.node, 'SESS', 2, b.first_time, 1, [],
  'another key of the same session (same principal and creation date): whose hand holds it, only its use can tell'
FROM spread_fresh f
JOIN spread_actors a ON a.node = f.node AND a.access_key_id LIKE 'ASIA%'
JOIN spread_actors b ON b.principal_id = a.principal_id AND b.session_created = a.session_created AND b.node <> a.node;
