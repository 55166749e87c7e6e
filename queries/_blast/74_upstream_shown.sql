-- Who issued the seed, or its issuer, by the names that are shown. Not of the radius.
CREATE OR REPLACE TEMP TABLE blast_upstream AS
SELECT
  plain AS id,
  CASE WHEN plain <> shown_id THEN 'session'
    WHEN sort = 'key' THEN CASE WHEN plain LIKE 'ASIA%' THEN 'temporary-key' ELSE 'access-key' END
    ELSE sort END AS kind,
  any_value(coalesce(arn, principal_id) ORDER BY node, from_node) AS principal,
  any_value(account ORDER BY node, from_node) AS account,
  issued,
  method,
  confidence_name(min(weakness)) AS confidence,
  min(moment) AS issued_at,
  list_sort(list_distinct(flatten(list(evidence)))) AS evidence,
  min(depth) AS depth
FROM spread_upstream
WHERE plain <> issued AND plain <> $seed
GROUP BY plain, shown_id, sort, issued, method;
