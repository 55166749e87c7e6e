-- What the case holds of IAM state, a row per snapshot, as `ingest` tells it.
SELECT
  s.account_id AS account, strftime(s.collected_at, '%Y-%m-%dT%H:%M:%SZ') AS "collectedAt", s.collected_by AS "collectedBy", s.endpoint,
  s.source, s.folder, s.complete, s.parts, s.missing, s.problems,
  strftime(s.report_generated_at, '%Y-%m-%dT%H:%M:%SZ') AS "reportGeneratedAt",
  (SELECT count(*) FROM iam_users x WHERE x.account_id = s.account_id AND x.collected_at = s.collected_at) AS users,
  (SELECT count(*) FROM iam_roles x WHERE x.account_id = s.account_id AND x.collected_at = s.collected_at) AS roles,
  (SELECT count(*) FROM iam_access_keys x WHERE x.account_id = s.account_id AND x.collected_at = s.collected_at) AS "accessKeys",
  (SELECT count(*) FROM iam_report x WHERE x.account_id = s.account_id AND x.collected_at = s.collected_at) AS "reportRows"
FROM iam_snapshots s
ORDER BY s.account_id, s.collected_at;
