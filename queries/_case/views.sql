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
