-- The access keys of a snapshot.
INSERT INTO iam_access_keys BY NAME
SELECT
  account_id, TRY_CAST(collected_at AS TIMESTAMP) AS collected_at, access_key_id, user_name, status,
  TRY_CAST(created AS TIMESTAMP) AS created, TRY_CAST(last_used AS TIMESTAMP) AS last_used, last_used_region,
  last_used_service, last_used_told
FROM (
  SELECT unnest(from_json($rows, '[{
    "account_id": "VARCHAR", "collected_at": "VARCHAR", "access_key_id": "VARCHAR", "user_name": "VARCHAR",
    "status": "VARCHAR", "created": "VARCHAR", "last_used": "VARCHAR", "last_used_region": "VARCHAR",
    "last_used_service": "VARCHAR", "last_used_told": "BOOLEAN"
  }]'), max_depth := 2)
);
