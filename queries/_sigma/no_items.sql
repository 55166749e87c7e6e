-- What a correlation looks at: the records of the rules that it refers to, by the place of the rule in its list. `counted`: of what it
-- counts different ones; grp: the values that it groups by, as one text.
CREATE OR REPLACE TEMP TABLE sigma_items (
  item INTEGER,
  event_row BIGINT,
  event_time TIMESTAMP,
  integrity VARCHAR,
  in_radius BOOLEAN,
  grp VARCHAR,
  counted VARCHAR
)
