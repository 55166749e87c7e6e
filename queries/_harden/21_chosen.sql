-- Those that a policy is written for.
CREATE OR REPLACE TEMP TABLE harden_chosen AS
SELECT * FROM harden_principals WHERE NOT of_aws ORDER BY is_seed DESC, events DESC, principal LIMIT 200;
