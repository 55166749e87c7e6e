-- Those of them that are there still at the time of the report, and those that are not: by which record.
CREATE OR REPLACE TEMP TABLE blast_alive AS
WITH made AS (
  -- The same thing set up again: what counts is that it was, first by whom, and last when.
  SELECT kind, id, account, region, sort, any_value(subject ORDER BY event_time, event_id) AS subject, arg_min(credential, (event_time, event_id)) AS credential,
    any_value(call ORDER BY event_time, event_id) AS call,
    min(event_time) AS first_made, max(event_time) AS last_made, arg_min(event_id, (event_time, event_id), 100) AS evidence,
    count(*) FILTER (integrity IN ('valid', 'altered-container')) = count(*) AS proven
  FROM spread_doors
  WHERE id IS NOT NULL AND event_time <= CAST($as_of AS TIMESTAMP)
  GROUP BY kind, id, account, region, sort
), ends AS (
  SELECT m.kind, m.id, m.account, m.region, 'deleted' AS status, e.event_id, e.event_time, e.proven, e.forged
  FROM made m JOIN spread_endings e ON e.account = m.account AND e.subject = m.subject AND e.sort = m.sort
  WHERE e.event_time >= m.last_made
    AND (e.call = CASE m.sort WHEN 'user' THEN 'DeleteUser' ELSE 'DeleteRole' END OR (m.kind = 'password' AND e.call = 'DeleteLoginProfile'))
  UNION ALL
  SELECT m.kind, m.id, m.account, m.region, CASE WHEN e.call LIKE 'Update%' THEN 'inactive' ELSE 'deleted' END, e.event_id, e.event_time, e.proven, e.forged
  FROM made m JOIN spread_endings e ON e.thing = m.id
  WHERE e.event_time >= m.last_made AND (e.call NOT LIKE 'Update%' OR e.status = 'Inactive')
  UNION ALL
  -- Trust that somebody else has rewritten since.
  SELECT m.kind, m.id, m.account, m.region, 'inactive', e.event_id, e.event_time, e.proven, e.forged
  FROM made m JOIN spread_endings e ON e.account = m.account AND e.subject = m.subject AND e.sort = m.sort
  WHERE m.kind = 'trust' AND e.call = 'UpdateAssumeRolePolicy' AND e.event_time > m.last_made
    AND e.event_id NOT IN (SELECT event_id FROM blast_events)
  UNION ALL
  SELECT m.kind, m.id, m.account, m.region, 'denied', s.event_id, s.event_time, s.proven, s.forged
  FROM made m JOIN spread_shut s ON s.account = m.account AND s.subject = m.subject AND s.sort = m.sort
  WHERE s.before IS NULL
  UNION ALL
  SELECT m.kind, m.id, m.account, m.region, 'deleted', u.event_id, u.event_time, u.proven, u.forged
  FROM made m JOIN spread_unmade u ON u.id = m.id AND u.account = m.account AND u.region = m.region
  WHERE u.event_time >= m.first_made AND m.kind IN ('workload', 'anchor')
), ended AS (
  SELECT * FROM ends
  QUALIFY row_number() OVER (PARTITION BY kind, id, account, region ORDER BY forged, status = 'deleted' DESC, proven DESC, event_time, event_id) = 1
)
SELECT
  m.kind, m.id, m.account,
  m.credential AS made_by, m.first_made, m.last_made, m.call, m.region, m.subject, m.evidence, m.proven,
  CASE WHEN e.forged THEN 'unknown' ELSE coalesce(e.status, CASE WHEN m.kind = 'oauth' THEN 'unknown' ELSE 'active' END) END AS status,
  CASE WHEN e.event_id IS NOT NULL THEN [e.event_id] ELSE [] END AS status_evidence,
  e.proven AS status_proven,
  CASE WHEN e.forged THEN NULL WHEN e.event_id IS NOT NULL THEN false WHEN m.kind <> 'oauth' THEN true END AS alive,
  CASE WHEN e.event_id IS NULL OR e.forged THEN v.why END AS why,
  CASE WHEN e.event_id IS NULL OR e.forged THEN v.control END AS control
FROM made m
LEFT JOIN ended e ON e.kind = m.kind AND e.id = m.id AND e.account IS NOT DISTINCT FROM m.account AND e.region IS NOT DISTINCT FROM m.region
LEFT JOIN spread_survival v ON v.reason = m.kind;
