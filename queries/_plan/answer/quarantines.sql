-- AWS's own quarantine of a leaked key, which it attaches in the name of the victim: it dates the moment at which AWS knew.
SELECT
  recipient_account AS account, request ->> '$.userName' AS "userName", regexp_extract(request ->> '$.policyArn', '[^/]*$') AS policy,
  min(event_time) AS "at"
FROM blast_calls
WHERE quarantine AND outcome = 'succeeded' AND event_time <= CAST($as_of AS TIMESTAMP)
GROUP BY ALL
ORDER BY "at", account, "userName", policy
LIMIT 100;
