-- Accounts of the radius.
SELECT account, last_seen AS "lastSeen", recorded FROM plan_accounts ORDER BY account;
