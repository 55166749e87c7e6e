SELECT account_id AS account, region, trail, home_region AS "homeRegion", kind, digests, from_time AS "from", to_time AS "to",
  head, explained, coalesce(evidence, []) AS evidence
FROM chains ORDER BY chain_id;
