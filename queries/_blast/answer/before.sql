-- How much the seed's own past holds, and how much of the radius looks like it.
SELECT
  (SELECT count(*) FROM spread_past_calls) AS events,
  (SELECT min(event_time) FROM spread_past_calls) AS "from",
  (SELECT max(event_time) FROM spread_past_calls) AS "to",
  (SELECT CASE WHEN EXISTS (FROM spread_past_calls) THEN CAST(coalesce(sum(known), 0) AS BIGINT) END FROM spread_seen) AS known,
  (SELECT CASE WHEN EXISTS (FROM spread_past_calls) THEN CAST(coalesce(sum(events - known), 0) AS BIGINT) END FROM spread_seen) AS "new",
  (SELECT count(*) FROM blast_new) AS found;
