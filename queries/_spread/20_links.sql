-- Every edge that the case could hold, whether the seed reaches it or not; each method is a file of its own below.
-- Nodes: a: an actor, k: an issued key (also one that was never used), l: a login, p: a principal, and what known_things lists.
-- An edge holds from `moment` on: what the child did earlier is not the parent's doing.
CREATE OR REPLACE TABLE known_links (
  from_node VARCHAR,
  to_node VARCHAR,
  method VARCHAR,
  weakness INTEGER,
  moment TIMESTAMP,
  hops INTEGER,             -- 0 where the step is inside one session (from a login to the keys that the console mints)
  evidence VARCHAR[],
  reason VARCHAR            -- null: expanded without being asked
);
