-- Logs of a source that lie outside of all that its collection says to have asked for, by more than the margin that a collection takes.
SELECT count(*) AS logs
FROM objects o
WHERE o.source = $source AND o.kind = 'log' AND o.delivered IS NOT NULL
  AND NOT EXISTS (
    FROM (SELECT unnest(from_json($scopes, '[{
      "since": "TIMESTAMP", "until": "TIMESTAMP", "accounts": ["VARCHAR"], "regions": ["VARCHAR"]
    }]'), max_depth := 2)) s
    WHERE (s.since IS NULL OR o.delivered >= s.since - INTERVAL 1 HOUR)
      AND (s.until IS NULL OR o.delivered <= s.until + INTERVAL 1 HOUR)
      AND (len(s.accounts) = 0 OR list_contains(s.accounts, o.account_id))
      AND (len(s.regions) = 0 OR list_contains(s.regions, o.region))
  );
