-- Events of the radius by credential and cell of the timeline. Cell -1 is before its beginning, cell $cells after its end.
SELECT
  credential,
  CASE WHEN event_time < CAST($from AS TIMESTAMP) THEN -1
    WHEN event_time >= CAST($to AS TIMESTAMP) THEN CAST($cells AS INTEGER)
    ELSE (epoch_us(event_time) - epoch_us(CAST($from AS TIMESTAMP)))::HUGEINT * CAST($cells AS INTEGER)
      // greatest(1, epoch_us(CAST($to AS TIMESTAMP)) - epoch_us(CAST($from AS TIMESTAMP))) END::INTEGER AS cell,
  count(*) AS events
FROM blast_events
WHERE event_time IS NOT NULL
GROUP BY ALL
ORDER BY credential, cell;
