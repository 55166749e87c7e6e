-- title: Bursts of enumeration
-- question: When did the radius read many different things at once, as a tool does that looks what there is?
-- severity: medium
-- attack: T1580, T1526
-- Ten and more different read calls within a minute, minutes at most two apart are one burst. A page of the console makes as many: see
-- `clients`. Tools make hundreds, and many of them are denied. The evidence of a row is its first hundred events.
WITH reads AS (
  SELECT *, date_trunc('minute', event_time) AS minute, event_source || ':' || call AS api
  FROM blast_calls
  WHERE event_time IS NOT NULL AND NOT is_service(invoked_by)
    AND (read_only OR (read_only IS NULL AND regexp_matches(event_name, '^(Get|List|Describe|Head|Lookup|Search|BatchGet)')))
), dense AS (
  SELECT credential, minute, count(*) AS events
  FROM reads
  GROUP BY credential, minute
  HAVING count(DISTINCT api) >= 10
), spells AS (
  SELECT credential, minute, events, count(*) FILTER (apart) OVER (PARTITION BY credential ORDER BY minute) AS spell
  FROM (SELECT *, minute - lag(minute) OVER (PARTITION BY credential ORDER BY minute) > INTERVAL 2 MINUTE AS apart FROM dense)
)
SELECT
  credential,
  min(r.event_time) AS first_time,
  max(r.event_time) AS last_time,
  count(*) AS events,
  count(DISTINCT r.api) AS different_calls,
  count(DISTINCT r.event_source) AS services,
  count(DISTINCT r.aws_region) AS regions,
  max(s.events) AS most_in_a_minute,
  count(*) FILTER (r.outcome = 'denied') AS denied,
  round(100 * count(*) FILTER (r.outcome = 'denied') / count(*)) AS denied_percent,
  count(*) FILTER (r.outcome = 'failed') AS failed,
  list_sort(list(DISTINCT r.client))[1:20] AS clients,
  list_sort(list(DISTINCT r.source_ip))[1:20] AS addresses,
  count(*) FILTER (r.integrity = 'valid') AS proven,
  arg_min(r.event_id, (r.event_time, r.event_id), 100) AS evidence
FROM reads r
JOIN spells s USING (credential, minute)
GROUP BY credential, s.spell
ORDER BY first_time, credential;
