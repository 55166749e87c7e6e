-- Without a seed there is no radius.
CREATE OR REPLACE TEMP TABLE sigma_radius (event_row BIGINT)
