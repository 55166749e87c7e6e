-- The groups of a snapshot. Documents come as text: what is no JSON to DuckDB stands there as a JSON string.
INSERT INTO iam_groups BY NAME
SELECT
  account_id, TRY_CAST(collected_at AS TIMESTAMP) AS collected_at, group_name, group_id, arn, path,
  TRY_CAST(created AS TIMESTAMP) AS created,
  coalesce(TRY_CAST(inline_policies AS JSON), to_json(inline_policies)) AS inline_policies, attached_policies
FROM (
  SELECT unnest(from_json($rows, '[{
    "account_id": "VARCHAR", "collected_at": "VARCHAR", "group_name": "VARCHAR", "group_id": "VARCHAR",
    "arn": "VARCHAR", "path": "VARCHAR", "created": "VARCHAR", "inline_policies": "VARCHAR",
    "attached_policies": ["VARCHAR"]
  }]'), max_depth := 2)
);
