-- Where and when the radius was: its accounts (those in the records, and those in the names of the log files, which differ where an export
-- was anonymised), and the hours from its first event to the end of what is asked about.
CREATE OR REPLACE TEMP TABLE spread_where AS
WITH loaded AS (
  SELECT DISTINCT recipient_account, object_id FROM blast_calls
)
SELECT
  list_distinct(list_concat(
    (SELECT coalesce(list(recipient_account), []) FROM loaded WHERE recipient_account IS NOT NULL),
    (SELECT coalesce(list(DISTINCT o.account_id), []) FROM objects o JOIN loaded l USING (object_id) WHERE o.account_id IS NOT NULL),
    (SELECT coalesce(list(DISTINCT account), []) FROM blast_credentials WHERE account IS NOT NULL))) AS accounts,
  date_trunc('hour', least((SELECT min(event_time) FROM blast_calls), CAST($compromised_at AS TIMESTAMP))) AS from_time,
  coalesce(CAST($until AS TIMESTAMP), greatest((SELECT max(hour) + INTERVAL 1 HOUR FROM coverage), (SELECT max(event_time) FROM blast_calls))) AS to_time;
