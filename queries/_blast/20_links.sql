-- What only this seed adds to the edges of the case (known_links): its own principal, and what the closure finds in the writes of actors
-- that it reaches.
CREATE OR REPLACE TEMP TABLE spread_added AS FROM known_links LIMIT 0;
