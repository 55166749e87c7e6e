-- Calls of which one led to a node and nothing tells which: those of the case, and what the closure adds (45_stacks_rivals.sql).
CREATE OR REPLACE TEMP TABLE spread_rivals AS FROM known_rivals;
