-- A digest whose turn comes again is written down anew.
DELETE FROM digests WHERE object_id IN (SELECT object_id FROM objects WHERE outcome IS NULL);
