-- title: Roles assumed
-- question: Which roles did the radius assume, how often, under which session names and conditions?
-- severity: medium
-- attack: T1548.005, T1550.001
-- A step into another account is recorded in both: the two records of one step count once. SwitchRole of the console is told by the
-- identity that it switched to. AssumeRoleWithSAML and WithWebIdentity have no caller's key. The evidence of a row is its first hundred events.
WITH steps AS (
  SELECT
    *,
    coalesce(request ->> '$.sourceIdentity', response ->> '$.sourceIdentity', source_identity) AS set_identity,
    CASE WHEN event_name = 'SwitchRole' THEN identity_arn
      ELSE coalesce(request ->> '$.roleArn', response ->> '$.assumedRoleUser.arn', request ->> '$.targetPrincipal') END AS written,
    coalesce(request ->> '$.roleSessionName', regexp_extract(response ->> '$.assumedRoleUser.arn', '[^/]*$'),
      CASE WHEN event_name = 'SwitchRole' THEN regexp_extract(identity_arn, '[^/]*$') END) AS session_name
  FROM blast_calls
  WHERE ((event_source = 'sts.amazonaws.com' AND event_name IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot'))
      OR (event_source = 'signin.amazonaws.com' AND event_name = 'SwitchRole'))
    AND outcome = 'succeeded'
)
SELECT
  regexp_replace(written, '^(arn:[^:]*):sts:(.*):assumed-role/([^/]*)/.*$', '\1:iam:\2:role/\3') AS role,
  credential AS assumed_by,
  list_sort(list(DISTINCT event_name)) AS calls,
  count(DISTINCT coalesce(shared_event_id, event_id)) AS times,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  list_sort(list(DISTINCT session_name)) AS session_names,
  list_sort(list(DISTINCT request ->> '$.externalId') FILTER ((request ->> '$.externalId') IS NOT NULL)) AS external_ids,
  max(TRY_CAST(request ->> '$.durationSeconds' AS INTEGER)) AS longest_seconds,
  list_sort(list(DISTINCT set_identity) FILTER (set_identity IS NOT NULL)) AS source_identities,
  bool_or((request ->> '$.policy') IS NOT NULL OR (request ->> '$.policyArns') IS NOT NULL) AS narrowed_by_policy,
  bool_or((request ->> '$.serialNumber') IS NOT NULL) AS with_mfa,
  list_sort(list(DISTINCT response ->> '$.credentials.accessKeyId')) AS issued_keys,
  'succeeded' AS outcome,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM steps
GROUP BY role, credential
ORDER BY first_time, role, assumed_by;
