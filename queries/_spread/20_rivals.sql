-- Where one of several calls led to a node and nothing tells which: all of them. Each alone is a suspect's edge in known_links; a radius
-- that holds every one of them holds the node (_blast/48_rivals_linked.sql).
CREATE OR REPLACE TABLE known_rivals (
  to_node VARCHAR,
  method VARCHAR,
  call VARCHAR,             -- one per call; the copies of a call in two accounts have it in common
  event_id VARCHAR,
  caller VARCHAR,           -- null: the record names nobody, so that no radius holds the call
  moment TIMESTAMP          -- when it was made
);
