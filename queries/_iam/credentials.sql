-- Credentials of other kinds of a snapshot.
INSERT INTO iam_credentials BY NAME
SELECT
  account_id, TRY_CAST(collected_at AS TIMESTAMP) AS collected_at, kind, user_name, id, service, status,
  TRY_CAST(created AS TIMESTAMP) AS created, TRY_CAST(expires AS TIMESTAMP) AS expires
FROM (
  SELECT unnest(from_json($rows, '[{
    "account_id": "VARCHAR", "collected_at": "VARCHAR", "kind": "VARCHAR", "user_name": "VARCHAR", "id": "VARCHAR",
    "service": "VARCHAR", "status": "VARCHAR", "created": "VARCHAR", "expires": "VARCHAR"
  }]'), max_depth := 2)
);
