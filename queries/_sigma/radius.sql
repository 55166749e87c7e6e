-- The rows of the radius that blast left in this opened case.
CREATE OR REPLACE TEMP TABLE sigma_radius AS SELECT event_row FROM blast_calls
