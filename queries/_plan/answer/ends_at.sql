-- Up to when the case has records.
SELECT max(event_time) AS "at" FROM events WHERE event_time <= CAST($as_of AS TIMESTAMP);
