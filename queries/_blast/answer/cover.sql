-- What the archive holds of the time of the radius, in numbers: what is left out or masked in its own records, which of them issued a
-- credential that nothing names, and what Event history saw.
WITH mine AS (
  SELECT
    request_omitted OR response_omitted AS omitted,
    outcome = 'succeeded' AND event_source IN ('sts.amazonaws.com', 'signin.amazonaws.com', 'iam.amazonaws.com', 'cognito-identity.amazonaws.com')
      AND call IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot', 'GetSessionToken', 'GetFederationToken', 'CreateAccessKey',
        'GetCredentialsForIdentity') AS issuing,
    coalesce(told(coalesce(response ->> '$.credentials.accessKeyId', response ->> '$.accessKey.accessKeyId')), '') AS issued,
    regexp_matches(concat_ws(' ', CAST(request AS VARCHAR), CAST(response AS VARCHAR)),
      '"(HIDDEN_DUE_TO_SECURITY_REASONS|<sensitiveDataRemoved>|Value hidden[^"]*|REDACTED|\*{3,})"') AS masked,
    event_category = 'Data' AS data
  FROM blast_calls
)
SELECT
  (SELECT from_time FROM spread_where) AS "from",
  (SELECT to_time FROM spread_where) AS "to",
  count(*) FILTER (omitted) AS omitted,
  count(*) FILTER (masked) AS masked,
  count(*) FILTER (issuing) AS issuing,
  count(*) FILTER (issuing AND NOT regexp_full_match(issued, '[A-Z0-9]+')) AS "issuingUntold",
  count(*) FILTER (data) AS "dataEvents",
  EXISTS (FROM events WHERE event_category = 'Data') AS "caseHasDataEvents",
  EXISTS (FROM events WHERE read_only) AS "caseHasReadEvents",
  (SELECT count(*) FROM event_history h, spread_where w WHERE list_contains(w.accounts, h.account_id) AND h.event_time BETWEEN w.from_time AND w.to_time) AS "eventHistory"
FROM mine;
