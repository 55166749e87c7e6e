-- What a case says, table by table: how many rows, and a hash of them that no order changes (the sum of the hashes of the rows as JSON). Two cases whose
-- rows are all alike are the same case, though their files never have the same bytes. Left out: case_info and ingests, which say with what and when
-- it was made, and what is worked out of these tables. A scope that a second run asked again counts once.
WITH lines AS (
  SELECT 'objects' AS name, to_json(t)::VARCHAR AS line FROM objects AS t
  UNION ALL
  SELECT 'delete_markers' AS name, to_json(t)::VARCHAR AS line FROM delete_markers AS t
  UNION ALL
  SELECT 'collections' AS name, to_json(t)::VARCHAR AS line FROM collections AS t
  UNION ALL
  SELECT 'chains' AS name, to_json(t)::VARCHAR AS line FROM chains AS t
  UNION ALL
  SELECT 'digests' AS name, to_json(t)::VARCHAR AS line FROM digests AS t
  UNION ALL
  SELECT 'digest_logs' AS name, to_json(t)::VARCHAR AS line FROM digest_logs AS t
  UNION ALL
  SELECT 'ranges' AS name, to_json(t)::VARCHAR AS line FROM ranges AS t
  UNION ALL
  SELECT 'remarks' AS name, to_json(t)::VARCHAR AS line FROM remarks AS t
  UNION ALL
  SELECT 'public_keys' AS name, to_json(t)::VARCHAR AS line FROM public_keys AS t
  UNION ALL
  SELECT 'trail_status' AS name, to_json(t)::VARCHAR AS line FROM trail_status AS t
  UNION ALL
  SELECT 'trail_settings' AS name, to_json(t)::VARCHAR AS line FROM trail_settings AS t
  UNION ALL
  SELECT 'trail_changes' AS name, to_json(t)::VARCHAR AS line FROM trail_changes AS t
  UNION ALL
  SELECT 'selectors' AS name, to_json(t)::VARCHAR AS line FROM selectors AS t
  UNION ALL
  SELECT 'range_records' AS name, to_json(t)::VARCHAR AS line FROM range_records AS t
  UNION ALL
  SELECT 'chain_starts' AS name, to_json(t)::VARCHAR AS line FROM chain_starts AS t
  UNION ALL
  SELECT 'attested' AS name, to_json(t)::VARCHAR AS line FROM attested AS t
  UNION ALL
  SELECT 'event_history' AS name, to_json(t)::VARCHAR AS line FROM event_history AS t
  UNION ALL
  SELECT 'coverage' AS name, to_json(t)::VARCHAR AS line FROM coverage AS t
  UNION ALL
  SELECT 'scopes' AS name, to_json(t)::VARCHAR AS line FROM (SELECT DISTINCT * FROM scopes) AS t
  UNION ALL
  SELECT 'events' AS name, to_json(t)::VARCHAR AS line FROM events AS t
  UNION ALL
  SELECT 'event_copies' AS name, to_json(t)::VARCHAR AS line FROM event_copies AS t
  UNION ALL
  SELECT 'rejects' AS name, to_json(t)::VARCHAR AS line FROM rejects AS t
  UNION ALL
  SELECT 'iam_snapshots' AS name, to_json(t)::VARCHAR AS line FROM iam_snapshots AS t
  UNION ALL
  SELECT 'iam_users' AS name, to_json(t)::VARCHAR AS line FROM iam_users AS t
  UNION ALL
  SELECT 'iam_roles' AS name, to_json(t)::VARCHAR AS line FROM iam_roles AS t
  UNION ALL
  SELECT 'iam_groups' AS name, to_json(t)::VARCHAR AS line FROM iam_groups AS t
  UNION ALL
  SELECT 'iam_policies' AS name, to_json(t)::VARCHAR AS line FROM iam_policies AS t
  UNION ALL
  SELECT 'iam_access_keys' AS name, to_json(t)::VARCHAR AS line FROM iam_access_keys AS t
  UNION ALL
  SELECT 'iam_login_profiles' AS name, to_json(t)::VARCHAR AS line FROM iam_login_profiles AS t
  UNION ALL
  SELECT 'iam_mfa_devices' AS name, to_json(t)::VARCHAR AS line FROM iam_mfa_devices AS t
  UNION ALL
  SELECT 'iam_credentials' AS name, to_json(t)::VARCHAR AS line FROM iam_credentials AS t
  UNION ALL
  SELECT 'iam_providers' AS name, to_json(t)::VARCHAR AS line FROM iam_providers AS t
  UNION ALL
  SELECT 'iam_report' AS name, to_json(t)::VARCHAR AS line FROM iam_report AS t
)
SELECT name, count(*) AS rows, concat_ws('-', sum(md5_number_lower(line)), sum(md5_number_upper(line))) AS hash
FROM lines
GROUP BY name
ORDER BY name;
