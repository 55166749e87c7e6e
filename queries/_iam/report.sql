-- The credential report of a snapshot. Documents come as text: what is no JSON to DuckDB stands there as a JSON string.
INSERT INTO iam_report BY NAME
SELECT
  account_id, TRY_CAST(collected_at AS TIMESTAMP) AS collected_at,
  TRY_CAST(generated_at AS TIMESTAMP) AS generated_at, user_name, arn,
  TRY_CAST(user_created AS TIMESTAMP) AS user_created, password_enabled, password_last_used,
  TRY_CAST(password_last_used_at AS TIMESTAMP) AS password_last_used_at, password_last_changed,
  TRY_CAST(password_last_changed_at AS TIMESTAMP) AS password_last_changed_at, password_next_rotation,
  TRY_CAST(password_next_rotation_at AS TIMESTAMP) AS password_next_rotation_at, mfa_active, key_1_active,
  key_1_last_rotated, TRY_CAST(key_1_last_rotated_at AS TIMESTAMP) AS key_1_last_rotated_at, key_1_last_used,
  TRY_CAST(key_1_last_used_at AS TIMESTAMP) AS key_1_last_used_at, key_1_region, key_1_service, key_2_active,
  key_2_last_rotated, TRY_CAST(key_2_last_rotated_at AS TIMESTAMP) AS key_2_last_rotated_at, key_2_last_used,
  TRY_CAST(key_2_last_used_at AS TIMESTAMP) AS key_2_last_used_at, key_2_region, key_2_service, cert_1_active,
  cert_1_last_rotated, TRY_CAST(cert_1_last_rotated_at AS TIMESTAMP) AS cert_1_last_rotated_at, cert_2_active,
  cert_2_last_rotated, TRY_CAST(cert_2_last_rotated_at AS TIMESTAMP) AS cert_2_last_rotated_at,
  coalesce(TRY_CAST(extra AS JSON), to_json(extra)) AS extra
FROM (
  SELECT unnest(from_json($rows, '[{
    "account_id": "VARCHAR", "collected_at": "VARCHAR", "generated_at": "VARCHAR", "user_name": "VARCHAR",
    "arn": "VARCHAR", "user_created": "VARCHAR", "password_enabled": "VARCHAR", "password_last_used": "VARCHAR",
    "password_last_used_at": "VARCHAR", "password_last_changed": "VARCHAR", "password_last_changed_at": "VARCHAR",
    "password_next_rotation": "VARCHAR", "password_next_rotation_at": "VARCHAR", "mfa_active": "BOOLEAN",
    "key_1_active": "BOOLEAN", "key_1_last_rotated": "VARCHAR", "key_1_last_rotated_at": "VARCHAR",
    "key_1_last_used": "VARCHAR", "key_1_last_used_at": "VARCHAR", "key_1_region": "VARCHAR",
    "key_1_service": "VARCHAR", "key_2_active": "BOOLEAN", "key_2_last_rotated": "VARCHAR",
    "key_2_last_rotated_at": "VARCHAR", "key_2_last_used": "VARCHAR", "key_2_last_used_at": "VARCHAR",
    "key_2_region": "VARCHAR", "key_2_service": "VARCHAR", "cert_1_active": "BOOLEAN",
    "cert_1_last_rotated": "VARCHAR", "cert_1_last_rotated_at": "VARCHAR", "cert_2_active": "BOOLEAN",
    "cert_2_last_rotated": "VARCHAR", "cert_2_last_rotated_at": "VARCHAR", "extra": "VARCHAR"
  }]'), max_depth := 2)
);
