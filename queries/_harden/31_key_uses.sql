-- When each long-term key was last used, and by whom: the owner, or the intruder.
CREATE OR REPLACE TEMP TABLE harden_key_uses AS
SELECT e.access_key_id, count(*) FILTER (x.event_id IS NULL) AS events, count(*) FILTER (x.event_id IS NOT NULL) AS by_intruder,
  count(*) FILTER (e.integrity IN ('valid', 'altered-container')) AS proven,
  max(e.event_time) FILTER (x.event_id IS NULL) AS last_time, min(e.event_time) AS first_time, any_value(e.identity_arn) AS arn, any_value(e.recipient_account) AS account,
  arg_max(e.event_id, (e.event_time, e.event_id), 3) AS evidence
FROM events e
LEFT JOIN harden_excluded x USING (event_id)
WHERE starts_with(e.access_key_id, 'AKIA')
  AND ($since IS NULL OR e.event_time >= CAST($since AS TIMESTAMP))
  AND ($until IS NULL OR e.event_time <= CAST($until AS TIMESTAMP))
GROUP BY e.access_key_id;
