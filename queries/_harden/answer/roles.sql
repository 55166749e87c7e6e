-- Roles that nobody used within the days before the state was taken: not by IAM's word (it keeps 400 days), and not by the trail's, which would have
-- it assumed or acting.
WITH used AS (
  SELECT role, max(last_time) AS last_time, sum(events) AS events, sum(proven) AS proven, flatten(list(evidence))[1:20] AS evidence
  FROM (
    SELECT role, last_time, events, proven, evidence FROM harden_assumed
    UNION ALL
    SELECT issuer_arn, last_time, events, 0, [] FROM actors WHERE issuer_arn IS NOT NULL
  )
  GROUP BY role
)
SELECT
  r.account_id AS account, r.arn AS role, r.created, r.last_used AS "toldUse", r.collected_at AS "stateOf", u.last_time AS "last",
  CAST(coalesce(u.events, 0) AS BIGINT) AS events, CAST(coalesce(u.proven, 0) AS BIGINT) AS proven, coalesce(u.evidence, []) AS evidence
FROM iam_roles r
SEMI JOIN iam_newest('authorization-details') n ON n.account_id = r.account_id AND n.collected_at = r.collected_at
LEFT JOIN used u ON u.role = r.arn
WHERE NOT regexp_matches(r.path, '^/(aws-service-role|aws-reserved)/')
  AND r.created < r.collected_at - to_days(CAST($days AS INTEGER))
  AND coalesce(r.last_used < r.collected_at - to_days(CAST($days AS INTEGER)), true)
  AND coalesce(u.last_time < r.collected_at - to_days(CAST($days AS INTEGER)), true)
  AND ($accounts IS NULL OR list_contains(CAST($accounts AS VARCHAR[]), r.account_id))
ORDER BY account, role;
