-- Things that reached actors made and that lead on to sessions under another name: build projects, fleets, scaling groups. Kept from
-- round to round of the closure: who made the project may have been reached before who starts the build.
CREATE OR REPLACE TEMP TABLE spread_made (
  node VARCHAR,             -- who made it
  kind VARCHAR,
  name VARCHAR,             -- an id, or a name that is given once in an account and region
  role VARCHAR,             -- the name of the role it was given
  account VARCHAR,
  region VARCHAR,
  event_id VARCHAR,
  event_time TIMESTAMP
);
