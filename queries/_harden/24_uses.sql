-- A row per action that was needed, by whom, and on what where that is certain. What a record names is written out once for all records that
-- name it: the patterns differ by row, and each would be compiled anew.
CREATE OR REPLACE TEMP TABLE harden_uses AS
WITH needed AS (
  SELECT event_source, call, unnest(actions) AS action FROM harden_kinds
), placed AS (
  SELECT n.*, p.place, p.take, p.before, p.after
  FROM needed n
  LEFT JOIN harden_places p ON p.event_source = n.event_source AND regexp_full_match(n.call, p.calls) AND (p.action IS NULL OR p.action = n.action)
  QUALIFY row_number() OVER (PARTITION BY n.event_source, n.call, n.action ORDER BY p.nth NULLS LAST) = 1
), read AS (
  SELECT
    e.principal, e.via_service, p.action, p.event_source, p.call, p.take, p.before, p.after, v.recipient_account AS account, v.aws_region AS region,
    CASE
      WHEN starts_with(p.place, '$') THEN json_extract_string(v.request, p.place)
      WHEN p.place IS NOT NULL THEN list_filter(
        list_zip(json_extract_string(v.resources, '$[*].ARN'), json_extract_string(v.resources, '$[*].type')),
        lambda pair: pair[2] = p.place[10:])[1][1] END AS written,
    count(*) AS events,
    count(*) FILTER (e.outcome = 'succeeded') AS succeeded,
    count(*) FILTER (e.proven) AS proven,
    min(e.event_time) AS first_time,
    max(e.event_time) AS last_time,
    arg_min(e.event_id, (e.event_time, e.event_id), 20) AS evidence
  FROM harden_events e
  JOIN placed p USING (event_source, call)
  LEFT JOIN events v ON v.rowid = e.event_row AND p.place IS NOT NULL
  WHERE e.outcome <> 'denied' AND NOT e.doubted
  GROUP BY ALL
), told_names AS (
  SELECT DISTINCT written, take, before, after, account, region FROM read WHERE written IS NOT NULL AND length(written) <= 2048
), names AS (
  SELECT *,
    'arn:' || CASE WHEN starts_with(region, 'cn-') THEN 'aws-cn' WHEN starts_with(region, 'us-gov-') THEN 'aws-us-gov' ELSE 'aws' END || ':' AS head,
    nullif(regexp_extract(written, take, 1), '') AS name
  FROM told_names
), arns AS (
  SELECT *,
    CASE
      WHEN before = '' THEN name
      -- A whole ARN where a name could stand: nothing has to be guessed. One with a wildcard in it would allow more than was used.
      WHEN regexp_full_match(written, 'arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(\d{12})?:[\w+=,.@:/#-]{1,900}') THEN
        written || CASE WHEN after IN ('/*', ':*') AND NOT contains(written, ':stack/') THEN after ELSE '' END
      WHEN name IS NOT NULL AND (contains(before, ':::') OR (regexp_full_match(account, '\d{12}') AND regexp_full_match(region, '[a-z0-9-]+'))) THEN
        head || replace(replace(before, ':R:', ':' || coalesce(region, '') || ':'), ':A:', ':' || coalesce(account, '') || ':') || name || after END AS arn
  FROM names
)
SELECT r.principal, r.via_service, r.action, r.event_source, r.call, a.arn, r.events, r.succeeded, r.proven, r.first_time, r.last_time, r.evidence
FROM read r
LEFT JOIN arns a ON a.written = r.written AND a.take = r.take AND a.before = r.before AND a.after = r.after
  AND a.account IS NOT DISTINCT FROM r.account AND a.region IS NOT DISTINCT FROM r.region;
