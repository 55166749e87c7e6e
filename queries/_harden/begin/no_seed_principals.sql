-- Without a seed everybody is asked about.
CREATE OR REPLACE TEMP TABLE harden_seeds (principal VARCHAR, is_seed BOOLEAN);
