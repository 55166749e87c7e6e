CREATE OR REPLACE TEMP VIEW spread_links AS FROM known_links UNION ALL FROM spread_added;
