-- Each principal that the trust policy of a role names, and who of them was seen to assume the role. Roles that AWS keeps are left out.
WITH roles AS (
  SELECT account_id, collected_at, arn, trust, last_used, created
  FROM iam_roles SEMI JOIN iam_newest('authorization-details') USING (account_id, collected_at)
  WHERE NOT regexp_matches(path, '^/(aws-service-role|aws-reserved)/')
    AND ($accounts IS NULL OR list_contains(CAST($accounts AS VARCHAR[]), account_id))
), named AS (
  SELECT account_id, arn, unnest(allowed_principals(trust)) AS who,
    len(list_filter(allowing(trust), lambda statement: NOT json_exists(statement, '$.Condition'))) = 0 AS conditional
  FROM roles
), sorted AS (
  SELECT *,
    CASE
      WHEN who = '*' THEN 'everybody'
      WHEN regexp_full_match(who, '\d{12}|arn:aws[a-z-]*:iam::\d{12}:root') THEN 'account'
      WHEN regexp_matches(who, ':(saml|oidc)-provider/') OR who IN ('accounts.google.com', 'cognito-identity.amazonaws.com', 'graph.facebook.com', 'www.amazon.com') THEN 'provider'
      WHEN regexp_full_match(who, '[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|amazon\.com|aws)') THEN 'service'
      WHEN regexp_full_match(who, 'A[A-Z]{2}A[A-Z0-9]+') THEN 'deleted'
      ELSE 'principal' END AS sort,
    regexp_extract(who, '(\d{12})', 1) AS of_account
  FROM named
), matched AS (
  SELECT s.account_id, s.arn, s.who, a.* EXCLUDE (role)
  FROM sorted s
  JOIN harden_assumed a ON a.role = s.arn AND CASE s.sort
    WHEN 'everybody' THEN true
    WHEN 'account' THEN a.account = s.of_account
    WHEN 'provider' THEN a.provider = s.who
    WHEN 'service' THEN a.service = s.who
    -- A record of the role's own account tells of a caller from another one the account alone: it may have been this one.
    ELSE a.principal = s.who OR a.identity_arn = s.who OR (a.principal IS NULL AND a.service IS NULL AND a.provider IS NULL AND a.account = s.of_account) END
), seen AS (
  SELECT arn, who,
    coalesce(sum(events) FILTER (NOT by_intruder), 0) AS events,
    coalesce(sum(events) FILTER (by_intruder), 0) AS by_intruder,
    coalesce(sum(proven), 0) AS proven,
    max(last_time) FILTER (NOT by_intruder) AS last_time,
    list_sort(list(DISTINCT coalesce(principal, service, provider, identity_arn, account)) FILTER (NOT by_intruder AND coalesce(principal, service, provider, identity_arn, account) IS NOT NULL))[1:50] AS callers,
    list_slice(flatten(list(evidence ORDER BY by_intruder, first_time)), 1, 20) AS evidence
  FROM matched
  GROUP BY arn, who
)
SELECT
  s.account_id AS account, s.arn AS role, s.who, s.sort, s.conditional,
  is_outsider(s.who, s.account_id) AS outside,
  s.of_account = s.account_id AS own,
  CAST(coalesce(e.events, 0) AS BIGINT) AS events, CAST(coalesce(e.by_intruder, 0) AS BIGINT) AS "byIntruder", CAST(coalesce(e.proven, 0) AS BIGINT) AS proven,
  e.last_time AS "last", coalesce(e.callers, []) AS callers, coalesce(e.evidence, []) AS evidence,
  -- Once for a role: a document may be long, and so may be the list of whom it names.
  CASE WHEN row_number() OVER (PARTITION BY s.arn ORDER BY s.who) = 1 THEN CAST(r.trust AS VARCHAR)[:100001] END AS trust, r.last_used AS "lastUsed", r.created, r.collected_at AS "stateOf"
FROM sorted s
JOIN roles r ON r.arn = s.arn
LEFT JOIN seen e ON e.arn = s.arn AND e.who = s.who
ORDER BY s.account_id, s.arn, s.who
LIMIT 10000;
