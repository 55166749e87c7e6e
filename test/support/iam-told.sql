-- How many rows of each table a case holds, and how many of the documents that are JSON hold something.
SELECT
  (SELECT sum(len(problems)) FROM iam_snapshots) AS problems,
  (SELECT count(*) FROM iam_users) AS users,
  (SELECT count(*) FROM iam_roles) AS roles,
  (SELECT count(*) FROM iam_groups) AS groups,
  (SELECT count(*) FROM iam_policies) AS policies,
  (SELECT count(*) FROM iam_access_keys) AS access_keys,
  (SELECT count(*) FROM iam_login_profiles) AS login_profiles,
  (SELECT count(*) FROM iam_mfa_devices) AS mfa_devices,
  (SELECT count(*) FROM iam_credentials) AS credentials,
  (SELECT count(*) FROM iam_providers) AS providers,
  (SELECT count(*) FROM iam_report) AS report,
  (SELECT count(trust) FROM iam_roles) AS documents,
  (SELECT count(inline_policies) FROM iam_users) AS inline;
