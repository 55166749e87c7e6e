-- The few records that a verification loads.
-- Rows as one text (src/store/cells.ts): U+0001 is NULL.
INSERT INTO temp.found_records
SELECT nullif(v[1], chr(1)), nullif(v[2], chr(1)), nullif(v[3], chr(1))
FROM (SELECT string_split(unnest(string_split($rows, chr(10))), chr(2)) AS v);
