CREATE OR REPLACE TEMP VIEW spread_things AS FROM known_things UNION ALL FROM spread_added_things;
