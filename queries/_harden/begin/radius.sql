-- What is not the owner's: events of the radius that blast left in this opened case. Without a moment of compromise the seed's own count as
-- the owner's, since nothing tells the two apart; those of the credentials that it led to do not.
CREATE OR REPLACE TEMP TABLE harden_excluded AS
SELECT event_id, credential FROM blast_events WHERE depth > 0 OR CAST($compromised_at AS TIMESTAMP) IS NOT NULL;
