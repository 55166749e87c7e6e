-- What each trail was set to record: by PutEventSelectors and CreateTrail (all management events and no data events, unless told
-- otherwise), and by what the collection found last. Basic and advanced selectors (CloudTrail API reference, EventSelector and
-- AdvancedEventSelector) come to the same four questions. Unknown before the first row of a trail.
DELETE FROM selectors;

INSERT INTO selectors
WITH given AS (
  SELECT c.trail, c.account_id, c.region AS home_region, c.event_time, c.event_id, c.proven,
    CASE WHEN c.event_name = 'CreateTrail' THEN '{"eventSelectors":[{"readWriteType":"All"}]}'::JSON ELSE e.request END AS document
  FROM trail_changes c JOIN events e USING (event_id)
  WHERE c.event_name IN ('PutEventSelectors', 'CreateTrail') AND c.outcome = 'succeeded' AND c.trail IS NOT NULL
  UNION ALL
  SELECT trail_named(trail_arn), split_part(trail_arn, ':', 5), split_part(trail_arn, ':', 4), NULL, NULL, false, selectors
  FROM trail_settings WHERE selectors IS NOT NULL
), read AS (
  SELECT *,
    coalesce(TRY(from_json(document->'$.eventSelectors', '[{"readWriteType": "VARCHAR", "includeManagementEvents": "BOOLEAN",
      "excludeManagementEventSources": ["VARCHAR"], "dataResources": [{"type": "VARCHAR", "values": ["VARCHAR"]}]}]')), []) AS basic,
    coalesce(TRY(from_json(document->'$.advancedEventSelectors', '[{"fieldSelectors": [{"field": "VARCHAR", "equals": ["VARCHAR"],
      "notEquals": ["VARCHAR"]}]}]')), []) AS advanced
  FROM given
), fields AS (
  SELECT *,
    list_filter(basic, lambda s: coalesce(s."includeManagementEvents", true)) AS basic_management,
    list_filter(advanced, lambda s: len(list_filter(s."fieldSelectors",
      lambda f: f.field = 'eventCategory' AND list_contains(f.equals, 'Management'))) > 0) AS advanced_management,
    list_filter(advanced, lambda s: len(list_filter(s."fieldSelectors",
      lambda f: f.field = 'eventCategory' AND list_contains(f.equals, 'Data'))) > 0) AS advanced_data
  FROM read
), kinds AS (
  SELECT *,
    list_concat(
      list_transform(basic_management, lambda s: CASE s."readWriteType" WHEN 'ReadOnly' THEN 'read' WHEN 'WriteOnly' THEN 'write' ELSE 'all' END),
      list_transform(advanced_management, lambda s: coalesce(list_transform(list_filter(s."fieldSelectors", lambda f: f.field = 'readOnly'),
        lambda f: CASE WHEN list_contains(f.equals, 'true') THEN 'read' ELSE 'write' END)[1], 'all'))) AS management
  FROM fields
)
SELECT trail, account_id, home_region, event_time,
  lead(event_time) OVER (PARTITION BY trail, account_id, home_region ORDER BY event_time NULLS LAST, event_id),
  event_id, proven,
  CASE WHEN len(management) = 0 THEN 'none' WHEN list_contains(management, 'all') OR len(list_distinct(management)) = 2 THEN 'all'
    ELSE management[1] END,
  list_sort(list_distinct(list_concat(
    flatten(list_transform(basic_management, lambda s: coalesce(s."excludeManagementEventSources", []))),
    flatten(list_transform(advanced_management, lambda s: flatten(list_transform(
      list_filter(s."fieldSelectors", lambda f: f.field = 'eventSource'), lambda f: coalesce(f."notEquals", []))))))))[1:50],
  list_sort(list_distinct(list_concat(
    flatten(list_transform(basic, lambda s: list_transform(coalesce(s."dataResources", []),
      lambda r: coalesce(r.type, 'unknown') || CASE WHEN len(r.values) > 0 THEN ': ' || array_to_string(r.values[1:5], ', ') ELSE '' END))),
    list_transform(advanced_data, lambda s: coalesce(list_transform(
        list_filter(s."fieldSelectors", lambda f: f.field = 'resources.type'), lambda f: f.equals[1])[1], 'unknown')
      || CASE WHEN len(s."fieldSelectors") > 2 THEN ', narrowed' ELSE '' END))))[1:50]
FROM kinds;
