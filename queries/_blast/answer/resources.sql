-- The ten thousand that most events name; the rest is counted by resources_left.sql.
FROM (
  SELECT
    arn, verbs, events, succeeded, denied, "read", changed, deleted, objects, bytes_in AS "bytesIn", bytes_out AS "bytesOut",
    first_seen AS "first", last_seen AS "last", proven, certain, account, evidence
  FROM blast_resources
  ORDER BY events DESC, arn
  LIMIT 10000
)
ORDER BY arn;
