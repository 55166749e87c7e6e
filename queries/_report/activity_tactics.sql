-- The records that answers rest on, by section of the questions and cell of the timeline: of those of the radius, each once a section.
WITH named AS (
  SELECT DISTINCT unnest(CAST($sections AS VARCHAR[])) AS section, unnest(CAST($ids AS VARCHAR[])) AS event_id
), placed AS (
  SELECT n.section, e.event_id, min(e.event_time) AS event_time
  FROM named n
  JOIN blast_events e USING (event_id)
  WHERE e.event_time >= CAST($from AS TIMESTAMP) AND e.event_time < CAST($to AS TIMESTAMP)
  GROUP BY ALL
)
SELECT
  section,
  ((epoch_us(event_time) - epoch_us(CAST($from AS TIMESTAMP)))::HUGEINT * CAST($cells AS INTEGER)
    // greatest(1, epoch_us(CAST($to AS TIMESTAMP)) - epoch_us(CAST($from AS TIMESTAMP))))::INTEGER AS cell,
  count(*) AS events
FROM placed
GROUP BY ALL
ORDER BY section, cell;
