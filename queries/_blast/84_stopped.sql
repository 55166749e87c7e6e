-- What stopped each credential by the time of the report, if anything did, and which record says so. A name may be given again: a user or
-- role that was deleted takes with it what came before, not what came after.
CREATE OR REPLACE TEMP TABLE spread_stopped AS
WITH lives AS (
  SELECT l.*, s.first_seen FROM spread_life l LEFT JOIN spread_seen s ON s.credential = l.id
), removed AS (
  SELECT account, sort, subject, event_id, event_time, proven, forged FROM spread_endings WHERE call IN ('DeleteUser', 'DeleteRole')
), found AS (
  SELECT l.id, k.status, 1 AS rank, k.event_id, k.event_time, k.proven, k.forged
  FROM lives l JOIN spread_key_status k ON k.key_id = l.id
  WHERE k.status <> 'active'
  UNION ALL
  SELECT l.id, 'deleted', 2, r.event_id, r.event_time, r.proven, r.forged
  FROM lives l
  JOIN removed r ON r.account = l.account AND r.sort = 'user' AND r.subject = l.user_name
  WHERE coalesce(l.issued_at, l.first_seen) < r.event_time
  UNION ALL
  SELECT l.id, 'deleted', 2, r.event_id, r.event_time, r.proven, r.forged
  FROM lives l
  JOIN removed r ON r.account = l.account AND r.sort = 'role' AND r.subject = l.role_name
  WHERE coalesce(l.issued_at, l.first_seen) < r.event_time
  UNION ALL
  -- TokenIssueTime is absent from long-term keys, and whether it stops federated users is disputed.
  SELECT l.id, CASE WHEN s.before IS NULL THEN 'denied' ELSE 'revoked' END, 3, s.event_id, s.event_time, s.proven, s.forged
  FROM lives l
  JOIN spread_shut s ON s.account = l.account AND s.sort = 'user' AND s.subject = l.user_name
  WHERE s.before IS NULL OR (l.life IN ('session-token', 'user-session', 'console-session') AND l.issued_at < s.before)
  UNION ALL
  SELECT l.id, CASE WHEN s.before IS NULL THEN 'denied' ELSE 'revoked' END, 3, s.event_id, s.event_time, s.proven, s.forged
  FROM lives l
  JOIN spread_shut s ON s.account = l.account AND s.sort = 'role' AND s.subject = l.role_name
  WHERE s.before IS NULL OR l.issued_at < s.before
)
SELECT * FROM found
QUALIFY row_number() OVER (PARTITION BY id ORDER BY forged, rank, proven DESC, event_time, event_id) = 1;
