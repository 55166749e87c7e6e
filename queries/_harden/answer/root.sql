-- Work of root: no policy binds it, so there is nothing to narrow but its use. Calls that AWS made on its behalf are left out.
SELECT
  e.recipient_account AS account, count(*) AS events, count(*) FILTER (x.event_id IS NOT NULL) AS "byIntruder",
  count(*) FILTER (starts_with(e.access_key_id, 'AKIA')) AS "withKeys",
  count(*) FILTER (e.integrity IN ('valid', 'altered-container')) AS proven, max(e.event_time) AS "last",
  arg_max(e.event_id, (e.event_time, e.event_id), 20) AS evidence
FROM events e
LEFT JOIN harden_excluded x USING (event_id)
WHERE e.identity_type = 'Root' AND e.invoked_by IS NULL AND coalesce(e.event_type, '') <> 'AwsServiceEvent' AND e.recipient_account IS NOT NULL
  AND ($since IS NULL OR e.event_time >= CAST($since AS TIMESTAMP))
  AND ($until IS NULL OR e.event_time <= CAST($until AS TIMESTAMP))
  AND ($accounts IS NULL OR list_contains(CAST($accounts AS VARCHAR[]), e.recipient_account))
GROUP BY account
ORDER BY account;
