-- What could not be had last time may be there now: restored from Glacier, or permitted. What was over a limit may be within a
-- greater one; of what a part was loaded nothing is read twice.
UPDATE objects SET outcome = NULL, problem = NULL
WHERE object_id IN (FROM run_objects)
  AND (outcome = 'unavailable' OR (outcome = 'rejected' AND records = 0 AND contains(problem, '(--max-')));
