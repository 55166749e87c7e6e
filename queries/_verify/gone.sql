-- A manifest named it, or the listing did, and it was not there to be read: unavailable, unless a digest proves it missing.
UPDATE objects SET verdict = 'unavailable', detail = problem, digest_id = NULL WHERE gone;
