-- The objects of a run that has nothing before it.
CREATE OR REPLACE TEMP TABLE run_objects AS SELECT object_id FROM objects;
