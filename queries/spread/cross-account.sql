-- title: Steps between accounts
-- question: Did the radius step into other accounts, and did other accounts step into those that it reached?
-- severity: medium
-- attack: T1199
-- `out`: the radius acted in, or on a resource of, another account than its own; a step that both accounts recorded counts once. `in`:
-- somebody else of another account assumed a role of an account of the radius: often ordinary. A refused step leaves no record in the
-- account that it was aimed at. The evidence of a row is its first hundred events.
WITH mine AS (
  SELECT DISTINCT recipient_account AS account FROM blast_calls WHERE recipient_account IS NOT NULL
), outward AS (
  SELECT
    'out' AS direction,
    identity_account AS from_account,
    coalesce(
      nullif(regexp_extract(coalesce(request ->> '$.roleArn', wanted_resource(error_message)), '^arn:[^:]*:iam::(\d{12}):', 1), ''),
      list_filter(json_extract_string(resources, '$[*].accountId'), lambda id: id <> identity_account)[1],
      recipient_account) AS to_account,
    event_source, call, outcome, credential AS who, request ->> '$.roleArn' AS role, shared_event_id, event_time, event_id, integrity
  FROM blast_calls
  WHERE identity_account IS NOT NULL AND NOT is_service(invoked_by)
), inward AS (
  SELECT
    'in', c.identity_account, c.recipient_account, c.event_source, c.call, c.outcome, c.principal_id, c.request ->> '$.roleArn',
    c.shared_event_id, c.event_time, c.event_id, c.integrity
  FROM calls c
  WHERE c.identity_type = 'AWSAccount' AND c.event_source = 'sts.amazonaws.com' AND c.event_name IN ('AssumeRole', 'AssumeRoot')
    AND c.identity_account <> c.recipient_account
    AND c.recipient_account IN (SELECT account FROM mine)
    AND c.event_id NOT IN (SELECT event_id FROM blast_events)
    AND ($since IS NULL OR c.event_time >= CAST($since AS TIMESTAMP))
    AND ($until IS NULL OR c.event_time <= CAST($until AS TIMESTAMP))
)
SELECT
  direction,
  from_account,
  to_account,
  event_source,
  call,
  outcome,
  list_sort(list(DISTINCT who))[1:20] AS who,
  list_sort(list(DISTINCT role) FILTER (role IS NOT NULL))[1:20] AS roles,
  count(DISTINCT coalesce(shared_event_id, event_id)) AS times,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM (
  FROM outward WHERE to_account <> from_account
  UNION ALL
  FROM inward
)
GROUP BY direction, from_account, to_account, event_source, call, outcome
ORDER BY first_time, direction DESC, from_account, to_account, event_source, call, outcome;
