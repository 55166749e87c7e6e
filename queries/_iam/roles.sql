-- The roles of a snapshot. Documents come as text: what is no JSON to DuckDB stands there as a JSON string.
INSERT INTO iam_roles BY NAME
SELECT
  account_id, TRY_CAST(collected_at AS TIMESTAMP) AS collected_at, role_name, role_id, arn, path,
  TRY_CAST(created AS TIMESTAMP) AS created, coalesce(TRY_CAST(trust AS JSON), to_json(trust)) AS trust, boundary,
  coalesce(TRY_CAST(inline_policies AS JSON), to_json(inline_policies)) AS inline_policies, attached_policies,
  TRY_CAST(last_used AS TIMESTAMP) AS last_used, last_used_region, max_session, instance_profiles,
  coalesce(TRY_CAST(tags AS JSON), to_json(tags)) AS tags
FROM (
  SELECT unnest(from_json($rows, '[{
    "account_id": "VARCHAR", "collected_at": "VARCHAR", "role_name": "VARCHAR", "role_id": "VARCHAR", "arn": "VARCHAR",
    "path": "VARCHAR", "created": "VARCHAR", "trust": "VARCHAR", "boundary": "VARCHAR", "inline_policies": "VARCHAR",
    "attached_policies": ["VARCHAR"], "last_used": "VARCHAR", "last_used_region": "VARCHAR", "max_session": "INTEGER",
    "instance_profiles": ["VARCHAR"], "tags": "VARCHAR"
  }]'), max_depth := 2)
);
