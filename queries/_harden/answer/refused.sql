-- What was refused: not in any policy, and told, because a right that is missing may be missed.
SELECT principal, event_source AS "source", call, count(*) AS events, arg_min(event_id, (event_time, event_id), 20) AS evidence
FROM harden_events
WHERE outcome = 'denied' AND NOT doubted
GROUP BY ALL
ORDER BY principal, events DESC, "source", call
LIMIT 10000;
