-- The MFA devices of a snapshot.
INSERT INTO iam_mfa_devices BY NAME
SELECT
  account_id, TRY_CAST(collected_at AS TIMESTAMP) AS collected_at, user_name, serial,
  TRY_CAST(enabled AS TIMESTAMP) AS enabled
FROM (
  SELECT unnest(from_json($rows, '[{
    "account_id": "VARCHAR", "collected_at": "VARCHAR", "user_name": "VARCHAR", "serial": "VARCHAR",
    "enabled": "VARCHAR"
  }]'), max_depth := 2)
);
