-- Each principal with what it did in all and what of it counts, and the policies that it has now where the state of IAM is here.
WITH counted AS (
  SELECT principal, count(*) FILTER (NOT doubted) AS events, count(*) FILTER (doubted) AS doubted,
    count(*) FILTER (outcome = 'denied' AND NOT doubted) AS denied, count(*) FILTER (proven) AS proven, min(event_time) AS "first", max(event_time) AS "last"
  FROM harden_events GROUP BY principal
), now AS (
  SELECT arn, attached_policies, json_keys(inline_policies) AS inline, groups, boundary
  FROM iam_users SEMI JOIN iam_newest('authorization-details') USING (account_id, collected_at)
  UNION ALL
  SELECT arn, attached_policies, json_keys(inline_policies), [], boundary
  FROM iam_roles SEMI JOIN iam_newest('authorization-details') USING (account_id, collected_at)
)
SELECT
  p.principal, p.account, p.kind, p.name, p.ours, p.is_seed AS "isSeed", coalesce(c.events, 0) AS events, coalesce(c.proven, 0) AS proven,
  coalesce(c.doubted, 0) AS doubted, coalesce(c.denied, 0) AS denied, c."first", c."last",
  n.arn IS NOT NULL AS "known", n.attached_policies AS attached, n.inline, n.groups, n.boundary
FROM harden_chosen p
LEFT JOIN counted c USING (principal)
LEFT JOIN now n ON n.arn = p.principal
-- What the intruder made has no use that counts, and needs no policy.
WHERE NOT p.seeded OR p.is_seed OR c.events > 0
ORDER BY p.is_seed DESC, p.account, p.kind DESC, p.principal;
