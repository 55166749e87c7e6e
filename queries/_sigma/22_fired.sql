-- Of each correlation the records at which it came true, for correlations of correlations, and the time that it then looked back on.
CREATE OR REPLACE TEMP TABLE sigma_fired (
  rule INTEGER,
  event_row BIGINT,
  grp VARCHAR,
  from_time TIMESTAMP,
  to_time TIMESTAMP
)
