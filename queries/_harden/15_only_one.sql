-- The one entry of a list; null where it has none or several: a call on two keys says of neither that it was all.
CREATE OR REPLACE TEMP MACRO only_one(entries) AS CASE WHEN len(entries) = 1 THEN entries[1] END;
