SELECT
  event_time AS "at", kind, call, target, granted, account, credential,
  CAST(inside_after AS BIGINT) AS "insideAfter", CAST(outside_after AS BIGINT) AS "outsideAfter", [event_id] AS evidence
FROM blast_escalations
ORDER BY event_time, event_id;
