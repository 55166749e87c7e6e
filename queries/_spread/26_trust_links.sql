INSERT INTO known_links
WITH made AS (
  SELECT t.*, c.event_id, c.caller, lead(t.began) OVER (PARTITION BY t.id ORDER BY t.began, t.node) AS ended
  FROM known_things t
  JOIN spread_changes c ON t.node = 't:' || c.event_id
), let_in AS (
  SELECT
    event_id, event_time,
    -- Of an identity pool the ARN ends in its id; a provider of web identity may be named without the beginning of its ARN.
    unnest([provider, nullif(regexp_extract(provider, ':identitypool/(.*)$', 1), '')]) AS provider
  FROM spread_issues
  WHERE provider IS NOT NULL
)
SELECT caller, node, 'TRUST', 0, began, 1, [event_id], NULL FROM made
UNION ALL
SELECT m.node, c.node, 'TRUST', c.weakness, i.event_time, 1, [m.event_id, i.event_id], c.reason
FROM made m
JOIN let_in i ON i.provider = m.id AND i.event_time >= m.began AND (m.ended IS NULL OR i.event_time < m.ended)
JOIN spread_children c ON c.event_id = i.event_id;
