-- Nodes that are neither credential nor principal and yet lead to credentials: an identity provider, a trust anchor, a workload. Every
-- method may add some.
CREATE OR REPLACE TABLE known_things (
  node VARCHAR,
  id VARCHAR,               -- what it is called outside: an ARN, an instance id
  kind VARCHAR,
  arn VARCHAR,
  account VARCHAR,
  began TIMESTAMP
);
