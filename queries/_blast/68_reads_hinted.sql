-- READ: what was read may have held a credential, and another key was first used from the same address, or by the same agent, after it.
-- Never followed: a suggestion where to look. Of several reads the last before the use; the address says more than the agent.
INSERT INTO spread_hints
SELECT
  r.node, u.node, 'READ', 3, r.event_time, 1, [r.event_id, u.event_id],
  'first used from the same ' || u.same || ' after ' || r.call || coalesce(' of ' || r.target, '') || ', which may have held a credential'
FROM spread_first_uses u
JOIN spread_reads r ON r.event_time <= u.first_use
  AND CASE u.same WHEN 'address' THEN r.source_ip ELSE r.user_agent END = u.value
QUALIFY row_number() OVER (PARTITION BY u.node ORDER BY u.same, r.event_time DESC, r.event_id) = 1;
