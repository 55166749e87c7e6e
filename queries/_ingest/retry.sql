-- What could not be had last time may be there now: restored from Glacier, or permitted.
UPDATE objects SET outcome = NULL, problem = NULL
WHERE outcome = 'unavailable' AND object_id IN (FROM run_objects);
