-- A row per credential of the radius. What depends on the time of the report: `status`, `alive` (null where the data does not tell) and
-- `survives`: whether it can still be used once the seed's own key is deactivated, `why` so, and what `control` stops it.
CREATE OR REPLACE TEMP TABLE blast_credentials AS
WITH bounded AS (
  -- A role session lives 12 hours at most, AssumeRoot's 15 minutes, any other session 36 hours.
  SELECT
    *,
    CASE WHEN life = 'access-key' THEN NULL
      ELSE coalesce(expires_at, issued_at + CASE
        WHEN life = 'root-session' THEN INTERVAL 15 MINUTE
        WHEN principal_id LIKE 'AROA%' OR (kind = 'session' AND life <> 'user-session') THEN INTERVAL 12 HOUR
        ELSE INTERVAL 36 HOUR END) END AS ends_by
  FROM spread_life
), judged AS (
  SELECT
    b.*,
    s.* EXCLUDE (credential),
    t.event_id AS stopped_by,
    t.event_time AS stopped_at,
    t.proven AS stop_proven,
    t.forged,
    -- A change takes some seconds to reach everywhere. Use after that says that it did not hold, whatever the record of it says.
    t.status NOT IN ('expired') AND s.last_success > t.event_time + INTERVAL 5 MINUTE AS outlived,
    CASE
      WHEN t.rank < 3 THEN t.status
      WHEN b.ends_by <= CAST($as_of AS TIMESTAMP) THEN 'expired'
      WHEN t.rank = 3 THEN t.status
      WHEN b.life = 'access-key' OR b.expires_at IS NOT NULL THEN 'active'
      ELSE 'unknown' END AS found
  FROM bounded b
  LEFT JOIN spread_seen s ON s.credential = b.id
  LEFT JOIN spread_stopped t ON t.id = b.id
), settled AS (
  SELECT *, CASE WHEN (outlived OR forged) AND found NOT IN ('expired', 'active') THEN 'unknown' ELSE found END AS status FROM judged
), alive_or_not AS (
  SELECT *, CASE status WHEN 'active' THEN true WHEN 'unknown' THEN NULL ELSE false END AS alive FROM settled
)
SELECT
  c.id, c.kind, c.principal, c.principal_id, c.account, c.parent, c.edge, c.depth, c.confidence, c.issued_at, c.expires_at, c.first_seen,
  c.last_seen,
  coalesce(c.events, 0) AS events,
  c.alive,
  c.status,
  -- What says so: the record that stopped it, and the use that contradicts it.
  CASE WHEN c.stopped_by IS NULL OR c.found = 'expired' THEN []
    WHEN c.outlived THEN [c.stopped_by, c.last_success_event] ELSE [c.stopped_by] END AS status_evidence,
  CASE WHEN c.stopped_by IS NOT NULL AND c.found <> 'expired' THEN c.stopped_at END AS status_at,
  CASE WHEN c.stopped_by IS NOT NULL AND c.found <> 'expired' THEN c.stop_proven END AS status_proven,
  c.ends_by,
  c.life,
  c.alive IS NOT false AND NOT (c.of_seed AND c.kind = 'access-key') AS survives,
  CASE WHEN c.alive IS NOT false AND NOT (c.of_seed AND c.kind = 'access-key') THEN v.why END AS why,
  CASE WHEN c.alive IS NOT false THEN v.control END AS control,
  coalesce(c.proven, 0) AS proven,
  CASE WHEN EXISTS (FROM spread_past_calls) THEN coalesce(c.known, 0) END AS known,
  CASE WHEN EXISTS (FROM spread_past_calls) THEN coalesce(c.events, 0) - coalesce(c.known, 0) END AS "new"
FROM alive_or_not c
LEFT JOIN spread_survival v ON v.reason = c.life;
