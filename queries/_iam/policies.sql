-- The managed policies of a snapshot. Documents come as text: what is no JSON to DuckDB stands there as a JSON string.
INSERT INTO iam_policies BY NAME
SELECT
  account_id, TRY_CAST(collected_at AS TIMESTAMP) AS collected_at, arn, policy_name, policy_id, path,
  TRY_CAST(created AS TIMESTAMP) AS created, TRY_CAST(updated AS TIMESTAMP) AS updated, default_version,
  coalesce(TRY_CAST(document AS JSON), to_json(document)) AS document, versions, attachments, boundaries
FROM (
  SELECT unnest(from_json($rows, '[{
    "account_id": "VARCHAR", "collected_at": "VARCHAR", "arn": "VARCHAR", "policy_name": "VARCHAR",
    "policy_id": "VARCHAR", "path": "VARCHAR", "created": "VARCHAR", "updated": "VARCHAR",
    "default_version": "VARCHAR", "document": "VARCHAR", "versions": ["VARCHAR"], "attachments": "INTEGER",
    "boundaries": "INTEGER"
  }]'), max_depth := 2)
);
