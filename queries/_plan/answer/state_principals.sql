-- Users and roles as the newest snapshot has them: how full their quotas are (IAM counts no white space), and who denies them already.
WITH held AS (
  SELECT account_id AS account, collected_at AS "at", 'user' AS sort, user_name AS name, user_id AS id, arn, boundary, inline_policies, attached_policies
  FROM iam_users SEMI JOIN iam_newest('authorization-details') USING (account_id, collected_at)
  UNION ALL
  SELECT account_id, collected_at, 'role', role_name, role_id, arn, boundary, inline_policies, attached_policies
  FROM iam_roles SEMI JOIN iam_newest('authorization-details') USING (account_id, collected_at)
)
SELECT
  h.account, h.at, h.sort, h.name, h.id, h.arn, h.boundary,
  coalesce(list_sum(list_transform(json_extract_string(h.inline_policies, '$.*'), lambda document: length(regexp_replace(document, '\s', '', 'g')))), 0)::INTEGER AS size,
  coalesce(h.attached_policies, []) AS attached,
  coalesce(json_keys(h.inline_policies), []) AS inline,
  -- Positions in `inline` of the policies that deny everything, without condition.
  list_filter(range(1, len(coalesce(json_keys(h.inline_policies), [])) + 1), lambda nth:
    len(list_filter(shutting(json_extract_string(h.inline_policies, '$.*')[nth]), lambda statement: coalesce(json_type(statement, '$.Condition'), 'NULL') = 'NULL')) > 0)
    AS shutting
FROM held h
WHERE (h.account, h.sort, h.name) IN (SELECT (account, sort, name) FROM plan_wanted)
ORDER BY h.account, h.sort, h.name;
