-- Takes a snapshot out of the case: stage_forgotten.sql says which.
DELETE FROM iam_snapshots WHERE (account_id, collected_at) IN (FROM iam_forgotten);
DELETE FROM iam_users WHERE (account_id, collected_at) IN (FROM iam_forgotten);
DELETE FROM iam_roles WHERE (account_id, collected_at) IN (FROM iam_forgotten);
DELETE FROM iam_groups WHERE (account_id, collected_at) IN (FROM iam_forgotten);
DELETE FROM iam_policies WHERE (account_id, collected_at) IN (FROM iam_forgotten);
DELETE FROM iam_access_keys WHERE (account_id, collected_at) IN (FROM iam_forgotten);
DELETE FROM iam_login_profiles WHERE (account_id, collected_at) IN (FROM iam_forgotten);
DELETE FROM iam_mfa_devices WHERE (account_id, collected_at) IN (FROM iam_forgotten);
DELETE FROM iam_credentials WHERE (account_id, collected_at) IN (FROM iam_forgotten);
DELETE FROM iam_providers WHERE (account_id, collected_at) IN (FROM iam_forgotten);
DELETE FROM iam_report WHERE (account_id, collected_at) IN (FROM iam_forgotten);
