-- Where there is no state of IAM: keys that the trail saw, and not within the days before its end. Whether they are active is not known.
WITH ends AS (
  SELECT recipient_account AS account, max(event_time) AS last_time FROM events GROUP BY ALL
)
SELECT u.account, u.arn, u.access_key_id AS key, u.last_time AS "last", e.last_time AS "logsEnd", u.events, u.by_intruder AS "byIntruder", u.proven, u.evidence
FROM harden_key_uses u
JOIN ends e USING (account)
WHERE u.last_time < e.last_time - to_days(CAST($days AS INTEGER))
  AND u.account NOT IN (SELECT account_id FROM iam_snapshots)
  AND ($accounts IS NULL OR list_contains(CAST($accounts AS VARCHAR[]), u.account))
ORDER BY u.account, "last", key
LIMIT 1000;
