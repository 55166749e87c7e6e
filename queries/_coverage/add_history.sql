-- Event history as it was collected: what is no record is left out, and a line that is there twice is one.
INSERT INTO event_history
SELECT any_value(r."eventID"), TRY_CAST(any_value(r."eventTime") AS TIMESTAMP), account_id, region, any_value(r."eventSource"),
  any_value(r."eventName"), TRY_CAST(any_value(r."readOnly") AS BOOLEAN)
FROM (
  SELECT account_id, region, TRY(json_transform(raw, '{"eventID": "VARCHAR", "eventTime": "VARCHAR", "eventSource": "VARCHAR",
    "eventName": "VARCHAR", "readOnly": "VARCHAR"}')) AS r
  FROM history_lines
) h
WHERE r."eventID" IS NOT NULL
  AND NOT EXISTS (FROM event_history x WHERE x.event_id = h.r."eventID" AND x.account_id = h.account_id AND x.region = h.region)
GROUP BY r."eventID", account_id, region;
