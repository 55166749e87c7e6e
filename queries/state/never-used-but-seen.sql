-- title: Never used, and seen
-- question: Is there a key that IAM calls never used, although the trail saw it at work before that was said?
-- severity: high
-- attack: T1078.004
-- `N/A` is never, `no_information` no use since tracking began. A report that is older than the events contradicts nothing. Of a slot whose key is
-- not known (`slot unknown`) it is said only where no slot of the user was used. A lead: the use may be too young to be told, another account's,
-- or of another slot.
WITH told AS (
  SELECT *, bool_and(told_use IN ('N/A', 'no_information')) OVER (PARTITION BY account_id, user_name, source) AS none_used
  FROM iam_keys_told
  WHERE newest
), pairs AS (
  SELECT t.account_id, t.user_name, t.source, t.said_at, t.slot, t.told_use, a.access_key_id, t.access_key_id IS NOT NULL AS slot_known
  FROM told t
  JOIN (SELECT DISTINCT access_key_id, identity_arn FROM actors WHERE access_key_id LIKE 'AKIA%') a
    ON a.access_key_id = t.access_key_id OR (t.access_key_id IS NULL AND t.none_used AND a.identity_arn = t.arn)
  WHERE t.told_use IN ('N/A', 'no_information') AND t.said_at IS NOT NULL
), seen AS (
  SELECT p.*, count(*) AS events, min(e.event_time) AS first_time, max(e.event_time) AS last_time, min_by(e.aws_region, e.event_time) AS region,
    arg_min(e.event_id, (e.event_time, e.event_id), 100) AS evidence
  FROM pairs p
  JOIN events e USING (access_key_id)
  WHERE e.event_time < p.said_at AND NOT is_service(e.invoked_by)
  GROUP BY ALL
)
SELECT
  s.account_id, s.user_name, s.access_key_id, CASE WHEN s.slot IS NOT NULL AND NOT s.slot_known THEN 'slot unknown' ELSE CAST(s.slot AS VARCHAR) END AS slot,
  s.source AS state_source, s.said_at AS state_of, s.told_use AS state_says,
  'events' AS trail_source, s.events AS trail_says, s.first_time, s.last_time,
  coalesce(c.result, 'outside') AS cover,
  'a use too young to be told, one of another slot, or of another account' AS may_be,
  s.evidence
FROM seen s
LEFT JOIN coverage c ON c.account_id = s.account_id AND c.region = s.region AND c.hour = date_trunc('hour', s.first_time)
ORDER BY s.account_id, s.user_name, s.access_key_id, state_source, s.slot;
