-- The same with everything that is asked of an event, but for its own bytes. Fetched once and by row: a join by event id would read the
-- whole case again for every question.
CREATE OR REPLACE TEMP TABLE blast_calls AS
SELECT f.credential, f.depth, f.method, f.confidence, f.node, c.* EXCLUDE (raw)
FROM calls c
JOIN spread_found f ON f.row_number = c.event_row;
