-- The rows of events that reached actors made, before any time is asked for (41_rows.sql adds to it, round by round).
CREATE OR REPLACE TEMP TABLE spread_rows (row_number BIGINT, node VARCHAR);
