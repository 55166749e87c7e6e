-- One rule further: each of its records that has a record of the rule before it within the timespan. Records of one second may have come in
-- either order, so they pass; but a record that fulfils both rules does not follow itself.
INSERT INTO sigma_chain
WITH pair AS (
  SELECT item, event_row, event_time, grp, began FROM sigma_chain WHERE item = $item - 1
  UNION ALL
  SELECT item, event_row, event_time, grp, NULL FROM sigma_items WHERE item = $item
), seen AS (
  SELECT *, max(began) OVER before AS before, max(began) OVER beside AS beside
  FROM pair
  WINDOW
    before AS (PARTITION BY grp ORDER BY event_time, event_row GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
    beside AS (PARTITION BY grp, event_time ORDER BY event_row DESC GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT item, event_row, event_time, grp, CASE WHEN before IS NULL OR beside > before THEN beside ELSE before END AS start
FROM seen
WHERE item = $item
  AND CASE WHEN before IS NULL OR beside > before THEN beside ELSE before END >= event_time - to_seconds(CAST($seconds AS BIGINT))
