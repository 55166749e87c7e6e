-- The users of a snapshot. Documents come as text: what is no JSON to DuckDB stands there as a JSON string.
INSERT INTO iam_users BY NAME
SELECT
  account_id, TRY_CAST(collected_at AS TIMESTAMP) AS collected_at, user_name, user_id, arn, path,
  TRY_CAST(created AS TIMESTAMP) AS created, boundary, groups,
  coalesce(TRY_CAST(inline_policies AS JSON), to_json(inline_policies)) AS inline_policies,
  attached_policies, coalesce(TRY_CAST(tags AS JSON), to_json(tags)) AS tags
FROM (
  SELECT unnest(from_json($rows, '[{
    "account_id": "VARCHAR", "collected_at": "VARCHAR", "user_name": "VARCHAR", "user_id": "VARCHAR",
    "arn": "VARCHAR", "path": "VARCHAR", "created": "VARCHAR", "boundary": "VARCHAR", "groups": ["VARCHAR"],
    "inline_policies": "VARCHAR", "attached_policies": ["VARCHAR"], "tags": "VARCHAR"
  }]'), max_depth := 2)
);
