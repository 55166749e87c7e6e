-- TRUST: an account that was let in used what it was given. Whoever he is, he acts with credentials of his own: a suspect.
INSERT INTO spread_added
SELECT
  g.node, a.node, 'TRUST', 2, g.event_time, 1, [g.event_id, arg_min(e.event_id, (e.event_time, e.event_id))],
  'this account was given ' || any_value(g.resource) || ' from outside, and used it'
FROM spread_given g
JOIN events e ON e.identity_account = g.outside_account AND e.recipient_account = g.recipient_account AND e.event_source = g.event_source
  AND e.event_time >= g.event_time
JOIN spread_actors a
  ON a.access_key_id IS NOT DISTINCT FROM e.access_key_id
  AND a.principal_id IS NOT DISTINCT FROM e.principal_id
  AND a.session_created IS NOT DISTINCT FROM e.session_created
  AND a.identity_type IS NOT DISTINCT FROM e.identity_type
WHERE e.error_code IS NULL
  AND regexp_matches(concat_ws(' ', e.request, e.resources), g.mention)
GROUP BY g.node, a.node, g.event_id, g.event_time;
