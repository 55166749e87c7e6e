-- Things that only the closure finds (44_people_things.sql).
CREATE OR REPLACE TEMP TABLE spread_added_things AS FROM known_things LIMIT 0;
