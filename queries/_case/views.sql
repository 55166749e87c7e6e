-- What more than one question needs, said once. Stored in the case, so that a question runs as it is in the duckdb shell.

-- The name in the API. The log appends the version of the API behind some: CreateFunction20150331, AddPermission20150331v2,
-- CreatePublicKey2020_05_31.
CREATE OR REPLACE MACRO call_name(event_name) AS regexp_replace(event_name, '(19|20)(\d{6}(v\d+)?|\d\d_\d\d_\d\d)$', '');

-- Refused for want of rights, whatever the service calls it.
CREATE OR REPLACE MACRO is_denial(error_code) AS
  coalesce(regexp_matches(error_code, 'AccessDenied|Unauthorized|NotAuthorized|Forbidden|VpceAccessDenied'), false);

-- Sign-in says Success or Failure in responseElements, not in errorCode.
CREATE OR REPLACE MACRO outcome_of(event_name, error_code, response) AS
  CASE WHEN is_denial(error_code) THEN 'denied'
    WHEN error_code IS NOT NULL THEN 'failed'
    WHEN event_name = 'ConsoleLogin' AND (response ->> '$.ConsoleLogin') IS DISTINCT FROM 'Success' THEN 'failed'
    ELSE 'succeeded' END;

-- What stands in place of parameters beyond 100 KB: {"reason": "requestParameters too large", "omitted": "true", "originalSize": "149893"}.
CREATE OR REPLACE MACRO is_omitted(part) AS coalesce((part ->> '$.omitted') = 'true' AND (part ->> '$.reason') IS NOT NULL, false);

-- A value, or null where CloudTrail masked it: equal masks are no equal values.
CREATE OR REPLACE MACRO told(written) AS
  CASE WHEN NOT regexp_matches(written, '^(HIDDEN_DUE_TO_SECURITY_REASONS|<sensitiveDataRemoved>|Value hidden.*|\*+|\w{4}\*+)$')
    -- Nor what whoever passed the trail on wrote over ids: REDACTED, ASIAXXXXXXXXXXXXXXXX.
    AND NOT regexp_matches(upper(written), '^\W*(REDACTED|MASKED|REMOVED|HIDDEN|ANONYMI[SZ]ED)\W*$|^\w{0,4}X{6,}$|^A[A-Z]{2}A0{6,}$') THEN written END;

-- An id that AWS gave, in full: of an access key, a user or a role (the part before the colon of a session). Else null.
CREATE OR REPLACE MACRO unique_id(written) AS
  CASE WHEN regexp_full_match(written, 'A[A-Z]{2}A[A-Z0-9]+') THEN told(written) END;

-- A time inside responseElements: ISO 8601, or the text that a Java DateFormat wrote: `Jul 10, 2023, 12:55:24 PM`, also without the
-- second comma, with U+202F or U+00A0 before AM/PM. There is no zone in it; arithmetic over real records shows UTC. Else null.
CREATE OR REPLACE MACRO aws_time(written) AS
  try_strptime(
    trim(regexp_replace(written, '[\s,\x{202F}\x{00A0}]+', ' ', 'g')),
    ['%b %d %Y %I:%M:%S %p', '%Y-%m-%dT%H:%M:%SZ', '%Y-%m-%dT%H:%M:%S.%fZ', '%Y-%m-%d %H:%M:%S', '%Y%m%dT%H%M%SZ']);

-- The text of a policy document: raw in requests, URL-encoded in responses.
CREATE OR REPLACE MACRO policy_text(written) AS
  CASE WHEN regexp_matches(CAST(written AS VARCHAR), '^\s*%7[Bb]') THEN url_decode(CAST(written AS VARCHAR)) ELSE CAST(written AS VARCHAR) END;

-- One string or a list of strings at a place of a JSON text, as a list.
CREATE OR REPLACE MACRO strings_at(part, place) AS
  CASE json_type(part, place)
    WHEN 'ARRAY' THEN json_extract_string(part, place || '[*]')
    WHEN 'VARCHAR' THEN [json_extract_string(part, place)]
    ELSE []::VARCHAR[] END;

-- The statements of a policy document that allow something; Statement may be a single object. No document, or none that is JSON: none.
CREATE OR REPLACE MACRO allowing(written) AS
  list_filter(
    CASE json_type(TRY_CAST(policy_text(written) AS JSON), '$.Statement')
      WHEN 'ARRAY' THEN json_extract(TRY_CAST(policy_text(written) AS JSON), '$.Statement[*]')
      WHEN 'OBJECT' THEN [json_extract(TRY_CAST(policy_text(written) AS JSON), '$.Statement')]
      ELSE []::JSON[] END,
    lambda statement: (statement ->> '$.Effect') = 'Allow');

-- Whom a policy document lets in: `*`, ARNs, account ids, providers, services. NotPrincipal lets in everybody else: `*`.
CREATE OR REPLACE MACRO allowed_principals(written) AS
  list_sort(list_distinct(flatten(list_transform(allowing(written), lambda statement:
    CASE json_type(statement, '$.Principal')
      WHEN 'VARCHAR' THEN [json_extract_string(statement, '$.Principal')]
      WHEN 'OBJECT' THEN flatten([
        strings_at(statement, '$.Principal.AWS'), strings_at(statement, '$.Principal.Federated'),
        strings_at(statement, '$.Principal.Service'), strings_at(statement, '$.Principal.CanonicalUser')])
      ELSE CASE WHEN json_exists(statement, '$.NotPrincipal') THEN ['*'] ELSE []::VARCHAR[] END END))));

-- Whether somebody whom a policy names is neither of the account itself nor a service: another account (id or ARN), a provider, everybody.
CREATE OR REPLACE MACRO is_outsider(who, account) AS
  coalesce(
    who IN ('*', 'all')
    OR regexp_matches(who, ':(saml|oidc)-provider/')
    OR regexp_matches(who, '^(accounts\.google\.com|cognito-identity\.amazonaws\.com|graph\.facebook\.com|www\.amazon\.com)$')
    OR coalesce(nullif(regexp_extract(who, '^arn:aws[a-z-]*:[a-z]+::(\d{12}):', 1), ''), CASE WHEN regexp_full_match(who, '\d{12}') THEN who END) <> account
    OR regexp_full_match(who, '[0-9a-f]{64}'),
    false);

-- Of those whom a policy document lets in, the outsiders.
CREATE OR REPLACE MACRO allowed_outsiders(written, account) AS
  list_filter(allowed_principals(written), lambda who: is_outsider(who, account));

-- Whether a policy document lets everybody in, without any condition.
CREATE OR REPLACE MACRO is_public(written) AS
  len(list_filter(allowing(written), lambda statement:
    NOT json_exists(statement, '$.Condition')
    AND ((statement ->> '$.Principal') = '*' OR list_contains(strings_at(statement, '$.Principal.AWS'), '*')
      OR json_exists(statement, '$.NotPrincipal')))) > 0;

-- Whether a policy document allows every action, or every action of IAM, on everything.
CREATE OR REPLACE MACRO is_broad(written) AS
  len(list_filter(allowing(written), lambda statement:
    (len(list_intersect(strings_at(statement, '$.Action'), ['*', '*:*', 'iam:*'])) > 0 OR json_exists(statement, '$.NotAction'))
    AND list_contains(strings_at(statement, '$.Resource'), '*'))) > 0;

-- Whether a policy of AWS gives every right, or that over IAM, by which one comes to every right.
CREATE OR REPLACE MACRO is_broad_policy(policy_arn) AS
  coalesce(regexp_matches(policy_arn, ':iam::aws:policy/(job-function/)?(AdministratorAccess|IAMFullAccess|PowerUserAccess)$'), false);

-- What a refusal says: `User: … is not authorized to perform: iam:AttachUserPolicy on resource: user bob because no identity-based
-- policy allows the iam:AttachUserPolicy action`. Where parameters are null, this is all there is. Null where the service says less.
CREATE OR REPLACE MACRO wanted_action(error_message) AS
  nullif(regexp_extract(error_message, 'not authorized to perform: ([\w-]+:\w+)', 1), '');

CREATE OR REPLACE MACRO wanted_resource(error_message) AS
  nullif(trim(regexp_extract(error_message, 'on resource: (.+?)( because | with an explicit deny|$)', 1), ' ."'), '');

-- Which kind of policy refused it: `identity-based policy`, `service control policy` …; `nothing allows it`: none had to.
CREATE OR REPLACE MACRO refused_by(error_message) AS
  CASE WHEN regexp_matches(error_message, 'with an explicit deny in an? ')
      THEN regexp_extract(error_message, 'with an explicit deny in an? ((?:[\w-]+ )*?(?:policy|boundary))', 1)
    WHEN regexp_matches(error_message, 'because no [\w -]+ allows') THEN 'nothing allows it' END;

-- Some calls of EC2 wrap what they were asked into an object named after them: {"DeleteFlowLogsRequest": {…}}. Names inside are capitalised.
CREATE OR REPLACE MACRO unwrapped(event_name, request) AS
  -- A name is evidence: what is no name of a call must not become a path.
  coalesce(request -> ('$."' || regexp_extract(event_name, '^\w*') || 'Request"'), request);

-- After how many days a lifecycle rule expires objects, the soonest: Rule is an object or a list of them.
CREATE OR REPLACE MACRO lifecycle_days(request) AS
  list_min(list_transform(
    CASE json_type(request, '$.LifecycleConfiguration.Rule')
      WHEN 'ARRAY' THEN request ->> '$.LifecycleConfiguration.Rule[*].Expiration.Days'
      ELSE [request ->> '$.LifecycleConfiguration.Rule.Expiration.Days'] END,
    lambda days: TRY_CAST(days AS INTEGER)));

-- The program behind a user agent, without its version: aws-cli, Boto3, Mozilla. The client writes this text itself.
CREATE OR REPLACE MACRO client_of(user_agent) AS nullif(regexp_extract(user_agent, '^\[?([^/ _\]]+)', 1), '');

-- The network of an address: /24 of IPv4, /48 of IPv6. Null: no address (the name of a service, AWS Internal).
CREATE OR REPLACE MACRO network_of(source_ip) AS
  CASE WHEN regexp_full_match(source_ip, '\d{1,3}(\.\d{1,3}){3}') THEN regexp_extract(source_ip, '^(\d+\.\d+\.\d+)', 1) || '.0/24'
    WHEN regexp_full_match(source_ip, '[0-9a-fA-F]{1,4}:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*')
      THEN array_to_string(string_split(regexp_replace(lower(source_ip), '::.*', ':0:0:0'), ':')[1:3], ':') || '::/48' END;

-- What an address is, as far as it says so itself. CloudTrail writes the name of a service or `AWS Internal` where AWS made the call;
-- a private address came through a VPC endpoint.
CREATE OR REPLACE MACRO address_kind(source_ip) AS
  CASE WHEN source_ip = 'AWS Internal' THEN 'AWS Internal'
    WHEN regexp_full_match(source_ip, '[\w-]+(\.[\w-]+)*\.(amazonaws\.com(\.cn)?|amazon\.com|aws)') THEN 'AWS service'
    WHEN regexp_matches(source_ip, '^(10|127|0)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.')
      AND network_of(source_ip) IS NOT NULL THEN 'private'
    WHEN regexp_matches(lower(source_ip), '^(f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):') OR source_ip = '::1' THEN 'private'
    WHEN network_of(source_ip) IS NOT NULL THEN 'public'
    WHEN source_ip IS NOT NULL THEN 'other' END;

-- Whether a service made the call in somebody's name (a forward access session). `AWS Internal` is the console, thus a person.
CREATE OR REPLACE MACRO is_service(invoked_by) AS coalesce(invoked_by <> 'AWS Internal', false);

-- AWS's own quarantine of a leaked key: it attaches AWSCompromisedKeyQuarantine… in the name of the victim. Not the intruder's doing.
CREATE OR REPLACE MACRO is_quarantine(event_name, source_ip, request) AS
  coalesce(event_name = 'AttachUserPolicy' AND source_ip = 'AWS Internal'
    AND regexp_matches(request ->> '$.policyArn', ':aws:policy/AWSCompromisedKeyQuarantine(V\d+)?$'), false);

-- Events with what every question asks of them. A column costs nothing where it is not asked for.
CREATE OR REPLACE VIEW calls AS
SELECT
  *,
  rowid AS event_row,                                        -- its row in events: a join by it reads that row alone
  call_name(event_name) AS call,
  outcome_of(event_name, error_code, response) AS outcome,   -- succeeded, denied, failed
  is_omitted(request) AS request_omitted,
  is_omitted(response) AS response_omitted,
  client_of(user_agent) AS client,
  network_of(source_ip) AS network,
  is_quarantine(event_name, source_ip, request) AS quarantine
FROM events;

-- The newest snapshot of IAM state of each account that has a part (the name of its file: 'credential-report', 'authorization-details',
-- 'access-keys', …): `FROM iam_users SEMI JOIN iam_newest('authorization-details') USING (account_id, collected_at)`. An account that is
-- not in it was not asked, or did not answer: nothing can be said of it.
CREATE OR REPLACE MACRO iam_newest(part) AS TABLE
  SELECT account_id, max(collected_at) AS collected_at FROM iam_snapshots WHERE list_contains(parts, part) GROUP BY account_id;

-- Whether a policy document allows every action on everything, without any condition.
CREATE OR REPLACE MACRO is_admin(written) AS
  len(list_filter(allowing(written), lambda statement:
    NOT json_exists(statement, '$.Condition')
    AND len(list_intersect(strings_at(statement, '$.Action'), ['*', '*:*'])) > 0
    AND list_contains(strings_at(statement, '$.Resource'), '*'))) > 0;

-- Where the calls of services are recorded that have no region (IAM, sign-in without one): by the partition of an ARN or account.
CREATE OR REPLACE MACRO global_region(partition) AS
  CASE partition WHEN 'aws-cn' THEN 'cn-north-1' WHEN 'aws-us-gov' THEN 'us-gov-west-1' ELSE 'us-east-1' END;

-- What it may mean that the logs have nothing of a thing, by how its hour is covered. A lead, never a verdict.
CREATE OR REPLACE MACRO may_mean(cover, where_covered) AS
  CASE cover WHEN 'covered' THEN where_covered WHEN 'outside' THEN 'the archive does not reach there' ELSE 'lost in a hole of the logs; else ' || where_covered END;

-- What IAM says of each access key, by each of its sources: the slots of the credential report, and ListAccessKeys with GetAccessKeyLastUsed. The
-- report has no key ids: a slot has the id of the one key of its user that was created at the very moment it tells, else null ("slot unknown").
-- `said_at` is when it was so (null: not told; nothing can be compared with it then); `last_used` is the first use within a span of 15 minutes;
-- `told_use` keeps `N/A` (never), `no_information` and a time apart. `newest`: no later word of the same source is here.
CREATE OR REPLACE VIEW iam_keys_told AS
WITH ids AS (
  SELECT account_id, user_name, created, min(access_key_id) AS access_key_id
  FROM iam_access_keys
  GROUP BY account_id, user_name, created
  HAVING count(DISTINCT access_key_id) = 1
), slots AS (
  SELECT account_id, collected_at, generated_at, user_name, arn, unnest([
    {slot: 1, active: key_1_active, created: key_1_last_rotated_at, told_use: key_1_last_used, last_used: key_1_last_used_at, region: key_1_region, service: key_1_service},
    {slot: 2, active: key_2_active, created: key_2_last_rotated_at, told_use: key_2_last_used, last_used: key_2_last_used_at, region: key_2_region, service: key_2_service}], max_depth := 2)
  FROM iam_report
)
SELECT
  s.account_id, s.collected_at, 'credential-report' AS source, s.generated_at AS said_at, s.user_name, s.arn, s.slot, i.access_key_id, s.active, s.created,
  s.told_use, s.last_used, nullif(s.region, 'N/A') AS region, nullif(s.service, 'N/A') AS service,
  s.collected_at = max(s.collected_at) OVER (PARTITION BY s.account_id) AS newest
FROM slots s
LEFT JOIN ids i ON i.account_id = s.account_id AND i.user_name = s.user_name AND i.created = s.created
WHERE s.active OR s.created IS NOT NULL OR s.last_used IS NOT NULL
UNION ALL
SELECT
  account_id, collected_at, 'access-keys', collected_at, user_name, NULL, NULL, access_key_id, status = 'Active', created,
  CASE WHEN last_used IS NOT NULL THEN strftime(last_used, '%Y-%m-%dT%H:%M:%SZ') WHEN last_used_told THEN 'N/A' END, last_used, last_used_region, last_used_service,
  collected_at = max(collected_at) OVER (PARTITION BY account_id)
FROM iam_access_keys;

-- Users that may do everything, and by what: attached and inline policies, their own and those of their groups, as the newest snapshot has them.
-- What denials, boundaries and policies of the organization take away again is not counted.
CREATE OR REPLACE VIEW iam_admins AS
WITH users AS (
  FROM iam_users SEMI JOIN iam_newest('authorization-details') USING (account_id, collected_at)
), groups_now AS (
  FROM iam_groups SEMI JOIN iam_newest('authorization-details') USING (account_id, collected_at)
), holders AS (
  SELECT account_id, collected_at, user_name, '' AS whose, attached_policies, inline_policies FROM users
  UNION ALL
  SELECT u.account_id, u.collected_at, u.user_name, ' of group ' || g.group_name, g.attached_policies, g.inline_policies
  FROM (SELECT account_id, collected_at, user_name, unnest(groups) AS group_name FROM users) u
  JOIN groups_now g USING (account_id, collected_at, group_name)
), broad AS (
  SELECT h.account_id, h.collected_at, h.user_name, 'attached ' || h.policy || h.whose AS via
  FROM (SELECT account_id, collected_at, user_name, whose, unnest(attached_policies) AS policy FROM holders) h
  LEFT JOIN iam_policies p ON p.account_id = h.account_id AND p.collected_at = h.collected_at AND p.arn = h.policy
  WHERE is_admin(p.document) OR regexp_full_match(h.policy, 'arn:aws[a-z-]*:iam::aws:policy/AdministratorAccess')
  UNION ALL
  SELECT h.account_id, h.collected_at, h.user_name, 'inline ' || i.key || h.whose
  FROM holders h, json_each(h.inline_policies) i
  WHERE is_admin(i.value)
)
SELECT u.account_id, u.collected_at, u.user_name, u.arn, u.created, u.boundary, list_sort(list(DISTINCT b.via)) AS via
FROM users u
JOIN broad b USING (account_id, collected_at, user_name)
GROUP BY ALL;

-- Whether a user has an MFA device, by each source that says so: null where that was not asked.
CREATE OR REPLACE VIEW iam_mfa_told AS
WITH names AS (
  SELECT DISTINCT account_id, user_name FROM (
    SELECT account_id, user_name FROM iam_users SEMI JOIN iam_newest('authorization-details') USING (account_id, collected_at)
    UNION ALL SELECT account_id, user_name FROM iam_report SEMI JOIN iam_newest('credential-report') USING (account_id, collected_at)
    UNION ALL SELECT account_id, user_name FROM iam_login_profiles SEMI JOIN iam_newest('login-profiles') USING (account_id, collected_at))
), report AS (
  FROM iam_report SEMI JOIN iam_newest('credential-report') USING (account_id, collected_at)
), devices AS (
  SELECT account_id, user_name, count(*) AS devices FROM iam_mfa_devices SEMI JOIN iam_newest('mfa-devices') USING (account_id, collected_at) GROUP BY ALL
), passwords AS (
  SELECT DISTINCT account_id, user_name FROM iam_login_profiles SEMI JOIN iam_newest('login-profiles') USING (account_id, collected_at)
)
SELECT
  n.account_id, n.user_name, coalesce(r.arn, u.arn) AS arn,
  r.generated_at, r.mfa_active AS report_mfa, r.password_enabled, r.password_last_used, r.password_last_used_at,
  m.collected_at AS devices_at, CASE WHEN m.collected_at IS NOT NULL AND n.user_name <> '<root_account>' THEN coalesce(d.devices, 0) END AS devices,
  -- Whether there is a console password: by the login profiles, else by the report.
  CASE WHEN n.user_name = '<root_account>' THEN true WHEN l.collected_at IS NOT NULL THEN p.user_name IS NOT NULL ELSE r.password_enabled = 'true' END AS password
FROM names n
LEFT JOIN report r USING (account_id, user_name)
LEFT JOIN (FROM iam_users SEMI JOIN iam_newest('authorization-details') USING (account_id, collected_at)) u USING (account_id, user_name)
LEFT JOIN devices d USING (account_id, user_name)
LEFT JOIN iam_newest('mfa-devices') m USING (account_id)
LEFT JOIN iam_newest('login-profiles') l USING (account_id)
LEFT JOIN passwords p USING (account_id, user_name);
