-- What was missing last time is found out anew.
DELETE FROM objects WHERE source IS NULL;
