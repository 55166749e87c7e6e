-- Which record fulfils which rule. Of a correlation: the records that make up its windows.
CREATE OR REPLACE TEMP TABLE sigma_matches (
  rule INTEGER,
  event_row BIGINT,         -- its row in events
  event_time TIMESTAMP,
  integrity VARCHAR,
  in_radius BOOLEAN
)
