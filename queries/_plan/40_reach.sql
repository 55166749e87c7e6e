-- Accounts that the radius is in, and whether the case has records of each: of an account without, nobody knows what was done there.
CREATE OR REPLACE TEMP TABLE plan_accounts AS
WITH named AS (
  SELECT recipient_account AS account, max(event_time) AS last_seen FROM blast_calls WHERE recipient_account IS NOT NULL GROUP BY ALL
  UNION ALL
  SELECT account, NULL FROM plan_credentials WHERE account IS NOT NULL
), reached AS (
  SELECT account, max(last_seen) AS last_seen FROM named GROUP BY account
)
-- Whose account it is, records of it show, and IAM state that somebody could read there.
SELECT account, last_seen, last_seen IS NOT NULL OR account IN (SELECT account_id FROM iam_snapshots) OR account IN (
  SELECT DISTINCT recipient_account FROM events WHERE recipient_account IN (SELECT account FROM reached WHERE last_seen IS NULL)) AS recorded
FROM reached;
