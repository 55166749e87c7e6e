-- title: Last use that no log has
-- question: Does IAM tell of a use of a key of which the trail has nothing?
-- severity: medium
-- attack: T1562.008, T1685.002
-- IAM tells the first use within a span of 15 minutes: events of the key are looked for from 15 minutes before it to 15 after. `cover` is of that hour
-- and region (us-east-1 for uses without one); `outside`: the archive does not reach there, and nothing is contradicted. Where it is covered it is
-- a call that no trail records (a kind of event or a service left out), or one that was taken away. The evidence are the key's events around it.
WITH told AS (
  -- The same use in a later report is the same word.
  SELECT t.account_id, t.user_name, t.arn, t.source, t.slot, t.access_key_id, t.last_used, t.region, t.service, min(t.said_at) AS said_at,
    any_value(coalesce(t.region, global_region(s.partition))) AS place
  FROM iam_keys_told t
  JOIN iam_snapshots s USING (account_id, collected_at)
  WHERE t.last_used IS NOT NULL
  GROUP BY ALL
), pairs AS (
  SELECT t.account_id, t.user_name, t.source, t.slot, t.last_used, a.access_key_id AS seen_key
  FROM told t
  JOIN (SELECT DISTINCT access_key_id, identity_arn FROM actors WHERE access_key_id LIKE 'AKIA%') a
    ON a.access_key_id = t.access_key_id OR (t.access_key_id IS NULL AND a.identity_arn = t.arn)
), seen AS (
  SELECT p.account_id, p.user_name, p.source, p.slot, p.last_used,
    count(*) FILTER (abs(epoch(e.event_time) - epoch(p.last_used)) <= 900) AS then_seen,
    max(e.event_time) FILTER (e.event_time < p.last_used) AS before,
    min(e.event_time) FILTER (e.event_time > p.last_used) AS after,
    list_concat(
      coalesce(arg_max(e.event_id, (e.event_time, e.event_id), 1) FILTER (e.event_time < p.last_used), []),
      coalesce(arg_min(e.event_id, (e.event_time, e.event_id), 1) FILTER (e.event_time >= p.last_used), [])) AS evidence
  FROM pairs p
  JOIN events e ON e.access_key_id = p.seen_key
  GROUP BY ALL
)
SELECT
  t.account_id, t.user_name, t.access_key_id, CASE WHEN t.slot IS NOT NULL AND t.access_key_id IS NULL THEN 'slot unknown' ELSE CAST(t.slot AS VARCHAR) END AS slot,
  t.source AS state_source, t.said_at AS state_of, t.last_used AS state_says, t.region, t.service,
  'events' AS trail_source, CASE WHEN s.before IS NULL AND s.after IS NULL THEN 'never seen' ELSE 'nothing in that span' END AS trail_says,
  s.before AS seen_before, s.after AS seen_after,
  coalesce(c.result, 'outside') AS cover,
  may_mean(cover, 'a call that no trail records, or a record that was taken away') AS may_be,
  coalesce(s.evidence, []) AS evidence
FROM told t
LEFT JOIN seen s ON s.account_id = t.account_id AND s.user_name = t.user_name AND s.source = t.source AND s.slot IS NOT DISTINCT FROM t.slot AND s.last_used = t.last_used
LEFT JOIN coverage c ON c.account_id = t.account_id AND c.region = t.place AND c.hour = date_trunc('hour', t.last_used)
WHERE coalesce(s.then_seen, 0) = 0
ORDER BY list_position(['covered', 'partly', 'unknown', 'outside'], cover), t.last_used DESC, t.account_id, t.user_name, state_source, t.slot;
