-- Without a seed nobody is known to be an intruder.
CREATE OR REPLACE TEMP TABLE harden_excluded (event_id VARCHAR, credential VARCHAR);
