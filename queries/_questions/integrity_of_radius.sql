-- The same where a radius is there: its own events are looked up in it, and the case is read only for the others.
WITH named AS (
  SELECT DISTINCT unnest(CAST($event_ids AS VARCHAR[])) AS event_id
), of_radius AS (
  SELECT n.event_id, b.integrity, b.event_id IS NOT NULL AS found
  FROM named n
  LEFT JOIN blast_events b USING (event_id)
)
SELECT coalesce(integrity, 'unverified') AS verdict, count(*) AS events
FROM (
  SELECT integrity FROM of_radius WHERE found
  UNION ALL
  SELECT e.integrity FROM events e JOIN (SELECT event_id FROM of_radius WHERE NOT found) USING (event_id)
)
GROUP BY 1
ORDER BY 1;
