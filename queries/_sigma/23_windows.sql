-- The spans of time in which a correlation is true, for each of its groups; those that overlap are one.
CREATE OR REPLACE TEMP TABLE sigma_windows (
  rule INTEGER,
  grp VARCHAR,
  from_time TIMESTAMP,
  to_time TIMESTAMP,
  in_radius BOOLEAN
)
