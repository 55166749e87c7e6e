-- title: Sweeps over regions
-- question: Did the radius make the same call in one region after the other, or ask which regions there are?
-- severity: medium
-- attack: T1580, T1535
-- The same call in four and more regions, a quarter of an hour at most between one and the next; sweeps that overlap are one row. The
-- evidence of a row is its first hundred events.
WITH used AS (
  SELECT credential, event_source, call, aws_region, event_time, event_id, outcome, integrity,
    event_time - lag(event_time) OVER (PARTITION BY credential, event_source, call ORDER BY event_time, event_id) > INTERVAL 15 MINUTE AS apart
  FROM blast_calls
  WHERE event_time IS NOT NULL AND aws_region IS NOT NULL AND NOT is_service(invoked_by)
), spells AS (
  SELECT *, count(*) FILTER (apart) OVER (PARTITION BY credential, event_source, call ORDER BY event_time, event_id) AS spell FROM used
), runs AS (
  SELECT
    credential, event_source || ':' || call AS api, list(DISTINCT aws_region) AS regions,
    min(event_time) AS first_time, max(event_time) AS last_time, count(*) AS events, count(*) FILTER (outcome = 'denied') AS denied, count(*) FILTER (integrity = 'valid') AS proven,
    arg_min(event_id, (event_time, event_id), 100) AS evidence
  FROM spells
  GROUP BY credential, event_source, call, spell
  HAVING count(DISTINCT aws_region) >= 4
), sweeps AS (
  SELECT *, count(*) FILTER (fresh) OVER (PARTITION BY credential ORDER BY first_time, api) AS sweep
  FROM (
    SELECT
      *,
      first_time > max(last_time) OVER (
        PARTITION BY credential ORDER BY first_time, api ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS fresh
    FROM runs
  )
)
SELECT
  'the same call in many regions' AS what,
  credential,
  list_sort(list(api))[1:50] AS calls,
  list_sort(list_distinct(flatten(list(regions)))) AS regions,
  len(list_distinct(flatten(list(regions)))) AS different_regions,
  CAST(sum(events) AS BIGINT) AS events,
  CAST(sum(denied) AS BIGINT) AS denied,
  min(first_time) AS first_time,
  max(last_time) AS last_time,
  CAST(sum(proven) AS BIGINT) AS proven,
  flatten(list(evidence ORDER BY first_time, api))[1:100] AS evidence
FROM sweeps
GROUP BY credential, sweep
UNION ALL
SELECT
  'asked which regions there are', credential, list_sort(list(DISTINCT event_source || ':' || call)), list_sort(list(DISTINCT aws_region)),
  count(DISTINCT aws_region), count(*), count(*) FILTER (outcome = 'denied'), min(event_time), max(event_time),
  count(*) FILTER (integrity = 'valid'), arg_min(event_id, (event_time, event_id), 100)
FROM blast_calls
WHERE event_source IN ('ec2.amazonaws.com', 'account.amazonaws.com')
  AND event_name IN ('DescribeRegions', 'ListRegions', 'GetRegionOptStatus')
  AND NOT is_service(invoked_by)
GROUP BY credential
ORDER BY first_time, what, credential;
