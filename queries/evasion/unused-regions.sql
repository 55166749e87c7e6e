-- title: Unused regions and accounts
-- question: Did the radius act where nobody had acted before, or open regions and accounts?
-- severity: high
-- attack: T1535, T1666
-- A region of an account is unused where nobody but AWS's services acted in it before the radius did. `known_for`: how long the evidence
-- of that account reaches back beyond it; `covered_hours`: hours of it in that region that the trail provably recorded. Where there is
-- nothing before the radius, nobody can say what was used: `verdict` then says so.
WITH acted AS (
  SELECT
    recipient_account AS account,
    aws_region AS region,
    min(event_time) AS first_time,
    max(event_time) AS last_time,
    count(*) AS events,
    count(*) FILTER (outcome = 'succeeded' AND read_only IS NOT TRUE) AS changes,
    count(*) FILTER (outcome <> 'succeeded') AS refused,
    count(*) FILTER (integrity = 'valid') AS proven,
    arg_min(event_id, (event_time, event_id), 100) AS evidence
  FROM blast_calls
  GROUP BY ALL
), before AS (
  -- Whatever came before the first event of the radius in a region is not of the radius.
  SELECT
    a.account, a.region,
    count(*) FILTER (e.identity_type IS DISTINCT FROM 'AWSService' AND e.invoked_by IS NULL) AS by_people,
    count(*) AS in_all
  FROM acted a
  JOIN events e ON e.recipient_account = a.account AND e.aws_region = a.region AND e.event_time < a.first_time
  GROUP BY ALL
), began AS (
  SELECT recipient_account AS account, min(event_time) AS began
  FROM events
  WHERE identity_type IS DISTINCT FROM 'AWSService'
  GROUP BY ALL
), covered AS (
  SELECT a.account, a.region, count(*) AS hours
  FROM acted a
  JOIN coverage c ON c.account_id = a.account AND c.region = a.region AND c.hour < a.first_time AND c.result = 'covered'
  GROUP BY ALL
), unused AS (
  SELECT
    a.*,
    date_diff('hour', g.began, a.first_time) AS known_hours,
    g.began < a.first_time AS known,
    coalesce(b.in_all, 0) AS by_services,
    coalesce(c.hours, 0) AS covered_hours
  FROM acted a
  LEFT JOIN before b ON b.account IS NOT DISTINCT FROM a.account AND b.region IS NOT DISTINCT FROM a.region
  LEFT JOIN began g ON g.account = a.account
  LEFT JOIN covered c ON c.account = a.account AND c.region = a.region
  WHERE coalesce(b.by_people, 0) = 0
), opened AS (
  SELECT *
  FROM blast_calls
  WHERE (event_source = 'account.amazonaws.com' AND call IN ('EnableRegion', 'DisableRegion'))
    OR (event_source = 'organizations.amazonaws.com' AND call IN ('CreateAccount', 'CreateGovCloudAccount', 'InviteAccountToOrganization',
      'AcceptHandshake', 'CreateOrganization', 'MoveAccount', 'CloseAccount'))
    OR (event_source = 'sts.amazonaws.com' AND call = 'SetSecurityTokenServicePreferences')
)
SELECT
  'acted in' AS what,
  account,
  region,
  CASE WHEN known THEN 'unused before' ELSE 'unknown: nothing of the account is older' END AS verdict,
  known_hours AS known_for,
  by_services,
  covered_hours,
  events,
  changes,
  refused,
  first_time,
  last_time,
  proven,
  evidence
FROM unused
UNION ALL
SELECT
  event_name,
  coalesce(request ->> '$.accountId', response ->> '$.createAccountStatus.accountId', request ->> '$.target.id', recipient_account),
  coalesce(request ->> '$.regionName', aws_region),
  outcome,
  NULL,
  NULL,
  NULL,
  1,
  CASE WHEN outcome = 'succeeded' THEN 1 ELSE 0 END,
  CASE WHEN outcome <> 'succeeded' THEN 1 ELSE 0 END,
  event_time,
  event_time,
  CASE WHEN integrity = 'valid' THEN 1 ELSE 0 END,
  [event_id]
FROM opened
ORDER BY first_time, what, account, region;
