-- The identity providers of a snapshot.
INSERT INTO iam_providers BY NAME
SELECT
  account_id, TRY_CAST(collected_at AS TIMESTAMP) AS collected_at, kind, arn,
  TRY_CAST(created AS TIMESTAMP) AS created, TRY_CAST(valid_until AS TIMESTAMP) AS valid_until, url, client_ids,
  thumbprints, document
FROM (
  SELECT unnest(from_json($rows, '[{
    "account_id": "VARCHAR", "collected_at": "VARCHAR", "kind": "VARCHAR", "arn": "VARCHAR", "created": "VARCHAR",
    "valid_until": "VARCHAR", "url": "VARCHAR", "client_ids": ["VARCHAR"], "thumbprints": ["VARCHAR"],
    "document": "VARCHAR"
  }]'), max_depth := 2)
);
