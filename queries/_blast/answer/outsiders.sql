-- Grants to outsiders, in the order of time; attempts too.
SELECT event_time AS "at", event_id AS "eventId", credential, service, call, resource, outsider, account, conditional, outcome
FROM blast_outsiders
ORDER BY event_time, event_id, outsider;
