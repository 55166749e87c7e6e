-- A row per action that was needed, by whom, and on what where that is certain. What a record names is written out once for all records that
-- name it: the patterns differ by row, and each would be compiled anew.
CREATE OR REPLACE TEMP TABLE harden_uses AS
WITH needed AS (
  SELECT event_source, call, unnest(actions) AS action, NULL AS asked FROM harden_kinds
  UNION ALL
  SELECT k.event_source, k.call, r.action, r.asked
  FROM harden_kinds k
  JOIN harden_riders r ON r.event_source = k.event_source AND regexp_full_match(k.call, r.calls)
), placed AS (
  SELECT n.*, p.place, p.take, p.before, p.after
  FROM needed n
  LEFT JOIN harden_places p ON p.event_source = n.event_source AND regexp_full_match(n.call, p.calls) AND (p.action IS NULL OR p.action = n.action)
  QUALIFY row_number() OVER (PARTITION BY n.event_source, n.call, n.action ORDER BY p.nth NULLS LAST) = 1
), named AS (
  -- Only where the parameters have something to tell are they read.
  SELECT
    e.principal, e.via_service, p.action, p.event_source, p.call, p.take, p.before, p.after, v.recipient_account AS account, v.aws_region AS region,
    CASE
      -- An index of a table and a version of a function are things of their own.
      WHEN p.place IN ('$.tableName', '$.functionName') THEN (v.request ->> p.place)
        || coalesce('/index/' || (v.request ->> '$.indexName'), CASE WHEN p.place = '$.functionName' THEN ':' || (v.request ->> '$.qualifier') END, '')
      WHEN starts_with(p.place, '$') THEN json_extract_string(v.request, p.place)
      WHEN p.place IS NOT NULL THEN only_one(list_filter(
        list_zip(json_extract_string(v.resources, '$[*].ARN'), json_extract_string(v.resources, '$[*].type')),
        lambda pair: pair[2] = p.place[10:]))[1] END AS written,
    e.outcome, e.proven, e.event_time, e.event_id
  FROM harden_events e
  JOIN placed p USING (event_source, call)
  JOIN events v ON v.rowid = e.event_row
  WHERE e.outcome <> 'denied' AND NOT e.doubted AND (p.place IS NOT NULL OR p.asked IS NOT NULL)
    AND (p.asked IS NULL OR json_exists(v.request, p.asked))
  UNION ALL
  SELECT e.principal, e.via_service, p.action, p.event_source, p.call, NULL, NULL, NULL, NULL, NULL, NULL, e.outcome, e.proven, e.event_time, e.event_id
  FROM harden_events e
  JOIN placed p USING (event_source, call)
  WHERE e.outcome <> 'denied' AND NOT e.doubted AND p.place IS NULL AND p.asked IS NULL
), read AS (
  SELECT
    principal, via_service, action, event_source, call, take, before, after, account, region, written,
    count(*) AS events,
    count(*) FILTER (outcome = 'succeeded') AS succeeded,
    count(*) FILTER (proven) AS proven,
    min(event_time) AS first_time,
    max(event_time) AS last_time,
    arg_min(event_id, (event_time, event_id), 20) AS evidence
  FROM named
  GROUP BY ALL
), told_names AS (
  SELECT DISTINCT written, take, before, after, account, region FROM read WHERE written IS NOT NULL AND length(written) <= 2048
), names AS (
  SELECT *,
    'arn:' || CASE WHEN starts_with(region, 'cn-') THEN 'aws-cn' WHEN starts_with(region, 'us-gov-') THEN 'aws-us-gov' ELSE 'aws' END || ':' AS head,
    nullif(regexp_extract(written, take, 1), '') AS name
  FROM told_names
), of_iam AS (
  SELECT account_id AS account, kind AS before, name, min(arn) AS iam_arn
  FROM (
    SELECT account_id, collected_at, 'iam:user/' AS kind, user_name AS name, arn FROM iam_users
    UNION ALL SELECT account_id, collected_at, 'iam:role/', role_name, arn FROM iam_roles
    UNION ALL SELECT account_id, collected_at, 'iam:group/', group_name, arn FROM iam_groups
  )
  SEMI JOIN iam_newest('authorization-details') USING (account_id, collected_at)
  WHERE regexp_full_match(arn, 'arn:aws[a-z-]*:iam::\d{12}:(user|role|group)/[\w+=,.@/-]{1,576}')
  GROUP BY 1, 2, 3
  HAVING count(DISTINCT arn) = 1
), arns AS (
  SELECT names.*,
    CASE
      WHEN starts_with(names.before, 'iam:') THEN iam_arn
      WHEN before = '' THEN name
      -- A whole ARN where a name could stand: nothing has to be guessed. One with a wildcard in it would allow more than was used.
      WHEN regexp_full_match(written, 'arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\d{12})?:[\w+=,.@:/#-]{1,900}') THEN
        written || CASE
          WHEN after IN ('/*', ':*') AND NOT contains(written, ':stack/') THEN after
          -- A secret may go by its ARN without the six letters behind its name.
          WHEN after = '-??????' AND NOT regexp_matches(written, '-[A-Za-z0-9]{6}$') THEN after
          ELSE '' END
      -- The URL of a queue tells whose it is.
      WHEN before = 'sqs:R:' THEN head || 'sqs:' || region || ':' || replace(name, '/', ':')
      WHEN name IS NOT NULL AND (contains(before, ':::') OR (regexp_full_match(account, '\d{12}') AND regexp_full_match(region, '[a-z0-9-]+'))) THEN
        head || replace(replace(before, ':R:', ':' || coalesce(region, '') || ':'), ':A:', ':' || coalesce(account, '') || ':') || name || after END AS arn
  FROM names
  LEFT JOIN of_iam USING (account, before, name)
)
SELECT r.principal, r.via_service, r.action, r.event_source, r.call, a.arn, r.events, r.succeeded, r.proven, r.first_time, r.last_time, r.evidence
FROM read r
LEFT JOIN arns a ON a.written = r.written AND a.take = r.take AND a.before = r.before AND a.after = r.after
  AND a.account IS NOT DISTINCT FROM r.account AND a.region IS NOT DISTINCT FROM r.region;
