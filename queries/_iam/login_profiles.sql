-- The console passwords of a snapshot.
INSERT INTO iam_login_profiles BY NAME
SELECT
  account_id, TRY_CAST(collected_at AS TIMESTAMP) AS collected_at, user_name,
  TRY_CAST(created AS TIMESTAMP) AS created, reset_required
FROM (
  SELECT unnest(from_json($rows, '[{
    "account_id": "VARCHAR", "collected_at": "VARCHAR", "user_name": "VARCHAR", "created": "VARCHAR",
    "reset_required": "BOOLEAN"
  }]'), max_depth := 2)
);
