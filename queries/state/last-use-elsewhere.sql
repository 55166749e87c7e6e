-- title: Last use of another kind
-- question: Does the trail have the last use of a key that IAM tells, but in another region or of another service?
-- severity: medium
-- attack: T1562.008, T1685.002
-- The service is the one that signed, which has the name of the event source for nearly all. The trail's calls are those within 15 minutes of the time told.
WITH told AS (
  SELECT t.account_id, t.user_name, t.source, t.slot, t.access_key_id, t.last_used, t.region, t.service, min(t.said_at) AS said_at,
    any_value(coalesce(t.region, global_region(s.partition))) AS place
  FROM iam_keys_told t
  JOIN iam_snapshots s USING (account_id, collected_at)
  WHERE t.last_used IS NOT NULL AND t.access_key_id IS NOT NULL
  GROUP BY ALL
), seen AS (
  SELECT t.account_id, t.access_key_id, t.source, t.slot, t.last_used,
    list_sort(list(DISTINCT e.aws_region)) AS regions,
    list_sort(list(DISTINCT split_part(e.event_source, '.', 1))) AS services,
    count(*) AS events,
    arg_min(e.event_id, (e.event_time, e.event_id), 100) AS evidence
  FROM told t
  JOIN events e USING (access_key_id)
  WHERE abs(epoch(e.event_time) - epoch(t.last_used)) <= 900
  GROUP BY ALL
)
SELECT
  t.account_id, t.user_name, t.access_key_id, t.source AS state_source, t.said_at AS state_of, t.last_used,
  t.region AS state_says_region, s.regions AS trail_says_regions, t.service AS state_says_service, s.services AS trail_says_services,
  'events' AS trail_source, s.events,
  coalesce(c.result, 'outside') AS cover,
  may_mean(cover, 'another call within the span, which no trail records or somebody took away') AS may_be,
  s.evidence
FROM told t
JOIN seen s ON s.account_id = t.account_id AND s.access_key_id = t.access_key_id AND s.source = t.source AND s.slot IS NOT DISTINCT FROM t.slot AND s.last_used = t.last_used
LEFT JOIN coverage c ON c.account_id = t.account_id AND c.region = t.place AND c.hour = date_trunc('hour', t.last_used)
WHERE (t.region IS NOT NULL AND NOT list_contains(s.regions, t.region))
  OR (t.service IS NOT NULL AND NOT list_contains(s.services, t.service))
ORDER BY list_position(['covered', 'partly', 'unknown', 'outside'], cover), t.last_used DESC, t.account_id, t.access_key_id, state_source, t.slot;
