-- What is known of each account: the time of its records, how much of it is covered, which kinds of events are there, and its state of IAM.
WITH seen AS (
  SELECT recipient_account AS account, min(event_time) AS "from", max(event_time) AS "to", bool_or(coalesce(read_only, false)) AS "readEvents",
    list_sort(list(DISTINCT event_source) FILTER (event_category = 'Data')) AS "dataSources"
  FROM events
  WHERE recipient_account IS NOT NULL
  GROUP BY ALL
), hours AS (
  SELECT account_id AS account, count(*) AS hours, count(*) FILTER (result = 'covered') AS covered FROM coverage GROUP BY ALL
), states AS (
  SELECT account_id AS account, max(collected_at) AS "stateOf", max(report_generated_at) AS "reportOf", list_sort(list_distinct(flatten(list(parts)))) AS parts
  FROM iam_snapshots GROUP BY ALL
)
SELECT account, s."from", s."to", coalesce(s."readEvents", false) AS "readEvents", coalesce(s."dataSources", []) AS "dataSources",
  coalesce(h.hours, 0) AS hours, coalesce(h.covered, 0) AS covered, t."stateOf", t."reportOf", coalesce(t.parts, []) AS parts
FROM seen s
FULL JOIN states t USING (account)
LEFT JOIN hours h USING (account)
WHERE $accounts IS NULL OR list_contains(CAST($accounts AS VARCHAR[]), account)
ORDER BY account;
