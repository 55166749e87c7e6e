SELECT count(*) AS events, count(*) FILTER (EXISTS (FROM events e WHERE e.event_id = h.event_id)) AS seen, min(event_time) AS "from",
  max(event_time) AS "to"
FROM event_history h;
