-- What follows from the records is worked out anew: an ingest adds some, and proof to others.
DELETE FROM trail_changes;
DELETE FROM range_records;
DELETE FROM chain_starts;
DELETE FROM coverage;
