-- Accounts and regions in which anything was recorded, and from when to when.
SELECT recipient_account AS account, aws_region AS region, count(*) AS events, min(event_time) AS "first", max(event_time) AS "last"
FROM events
GROUP BY ALL
ORDER BY account, region;
