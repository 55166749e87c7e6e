DELETE FROM rejects
WHERE position IS NULL AND object_id IN (SELECT object_id FROM objects WHERE outcome IS NULL);
