-- Actors whose writes were looked through already (42_writes.sql).
CREATE OR REPLACE TEMP TABLE spread_scanned (node VARCHAR);
