-- title: Old keys
-- question: Which active keys were more than 90 days old when the state of IAM was taken, and are they in use?
-- severity: low
-- attack: T1078.004
-- The age is that at the time of the state, not of today. Where ListAccessKeys is here its dates count, else those of the credential report, whose
-- last_rotated may be a later change. The evidence are the key's last events, at most ten.
WITH told AS (
  SELECT *
  FROM iam_keys_told
  WHERE newest AND active AND said_at IS NOT NULL AND created < said_at - INTERVAL 90 DAY
    AND (source = 'access-keys' OR account_id NOT IN (SELECT account_id FROM iam_newest('access-keys')) OR user_name = '<root_account>')
), used AS (
  SELECT t.account_id, t.access_key_id, count(*) AS events, max(e.event_time) AS last_event, arg_max(e.event_id, (e.event_time, e.event_id), 10) AS evidence
  FROM told t
  JOIN events e USING (access_key_id)
  GROUP BY ALL
)
SELECT
  t.account_id, t.user_name, coalesce(t.access_key_id, 'slot unknown') AS access_key_id, t.slot, t.source AS state_source, t.said_at AS state_of, t.created,
  datediff('day', t.created, t.said_at) AS days_old, t.told_use AS state_says_last_used, coalesce(u.events, 0) AS events, u.last_event AS trail_says_last_used,
  list_reverse(coalesce(u.evidence, [])) AS evidence
FROM told t
LEFT JOIN used u USING (account_id, access_key_id)
ORDER BY days_old DESC, t.account_id, t.user_name, t.slot, t.access_key_id;
