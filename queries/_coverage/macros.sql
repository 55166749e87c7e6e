-- The name of a trail, which calls name by its name or its ARN.
CREATE OR REPLACE TEMP MACRO trail_named(text) AS
  CASE WHEN starts_with(text, 'arn:') THEN regexp_extract(text, ':trail/(.+)$', 1) ELSE text END;

-- A record in one line: what, by whom, when.
CREATE OR REPLACE TEMP MACRO said_of(event_name, who, event_time) AS
  event_name || ' by ' || who || ' at ' || strftime(event_time, '%Y-%m-%dT%H:%M:%SZ');

CREATE OR REPLACE TEMP MACRO hours_of(first, last) AS datediff('hour', first, last) + 1;
