-- FAS, a forward access session: a service calls on for the caller, with a key that nobody issued in the log. It belongs to the
-- caller's own principal as a service acting for it; no new credential came into anybody's hands. Where the caller had a stack made,
-- CloudFormation's session is an edge of its own (45_stacks.sql).
-- Joined by the day as well: a busy user has thousands of keys and of such sessions, and comparing all with all takes minutes.
INSERT INTO known_links
SELECT
  a.node, b.node, 'FAS', 2, b.first_time, 1, [],
  'a service acting for this principal (forward access session): not a credential in anybody''s hand'
FROM (
  SELECT
    node, principal_id, session_created, first_time, last_time,
    unnest(range(CAST(first_time - INTERVAL 5 SECOND AS DATE), CAST(last_time + INTERVAL 1 DAY AS DATE) + INTERVAL 1 DAY, INTERVAL 1 DAY)) AS day
  FROM actors
  WHERE access_key_id IS NOT NULL AND NOT only_for_services
) a
JOIN (
  SELECT node, principal_id, session_created, first_time, CAST(session_created AS DATE) AS day
  FROM actors
  WHERE only_for_services AND access_key_id LIKE 'ASIA%' AND node NOT IN (SELECT to_node FROM known_links WHERE weakness <= 1)
) b ON b.principal_id = a.principal_id AND b.day = a.day
  AND b.session_created BETWEEN a.first_time - INTERVAL 5 SECOND AND a.last_time + INTERVAL 5 SECOND
  AND b.session_created IS DISTINCT FROM a.session_created;
