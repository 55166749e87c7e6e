-- Who issued the seed, or its issuer, by the names that are shown. Not of the radius. `ends`: at the last step of a way, why it ends there;
-- a suspect is never climbed further.
CREATE OR REPLACE TEMP TABLE blast_upstream AS
WITH steps AS (
  SELECT
    u.*,
    CASE
      WHEN u.weakness > 1 THEN 'suspect'
      WHEN u.from_node IN (SELECT node FROM spread_upstream WHERE weakness <= 1) THEN NULL
      WHEN starts_with(u.from_node, 'p:') OR starts_with(u.from_node, 't:') THEN 'made by nobody in the data'
      WHEN l.identity_type IN ('IAMUser', 'Root') AND l.event_name = 'ConsoleLogin' THEN 'password'
      WHEN a.service IS NOT NULL THEN 'service'
      WHEN a.identity_type IN ('SAMLUser', 'WebIdentityUser') THEN 'federation'
      WHEN a.identity_type = 'AWSAccount' THEN 'another account'
      WHEN a.access_key_id LIKE 'AKIA%' OR (a.access_key_id IS NOT NULL AND a.session_created IS NULL AND a.identity_type IN ('IAMUser', 'Root'))
        THEN 'long-term key'
      ELSE 'not in the data' END AS ends
  FROM spread_upstream u
  LEFT JOIN spread_actors a ON a.node = u.from_node
  LEFT JOIN spread_logins l ON l.node = u.from_node
)
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
  min(depth) AS depth,
  min(ends) AS ends,
  min(reason) AS reason
FROM steps
WHERE plain <> issued AND plain <> $seed
GROUP BY plain, shown_id, sort, issued, method;
