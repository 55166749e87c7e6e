-- Digests, and their bodies as JSON text.
-- Rows as one text (src/store/cells.ts): U+0001 is NULL.
INSERT INTO temp.read_digests
SELECT nullif(v[1], chr(1)), nullif(v[2], chr(1)), nullif(v[3], chr(1)), nullif(v[4], chr(1)), nullif(v[5], chr(1)), nullif(v[6], chr(1)),
  nullif(v[7], chr(1)), nullif(v[8], chr(1)), nullif(v[9], chr(1)), nullif(v[10], chr(1)), nullif(v[11], chr(1)), nullif(v[12], chr(1)),
  nullif(v[13], chr(1)), nullif(v[14], chr(1)), nullif(v[15], chr(1)), nullif(v[16], chr(1)), nullif(v[17], chr(1))
FROM (SELECT string_split(unnest(string_split($rows, chr(10))), chr(2)) AS v);
