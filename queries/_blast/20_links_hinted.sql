-- Edges that are never followed, whatever is asked for: they suggest where to look (READ: a secret was read, then another key was used).
CREATE OR REPLACE TEMP TABLE spread_hints AS FROM known_links LIMIT 0;
