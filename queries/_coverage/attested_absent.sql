-- A page of what proven records name and nobody has, with the sources that were asked for it: those that hold something of the same
-- bucket, prefix, account and region, for else it was not copied at all. `late`: delivered less than an hour before the copy was made, or
-- before the last that there is, so that it may have come after the listing.
WITH page AS MATERIALIZED (
  SELECT *, regexp_extract(key, '([0-9]{12})/CloudTrail[^/]*/([a-z0-9-]+)/[0-9]{4}/', ['account', 'region']) AS place
  FROM attested
  WHERE state = 'missing' AND (bucket, key) > ($bucket, $key)
  ORDER BY bucket, key LIMIT $most
), places AS (
  SELECT source, bucket, account_id, region, split_part(key, account_id || '/CloudTrail', 1) AS prefix
  FROM objects
  WHERE source IS NOT NULL AND account_id IN (SELECT place.account FROM page)
  GROUP BY ALL
), ends AS (
  SELECT o.source, coalesce(any_value(c.collected_at), max(o.delivered)) AS at
  FROM objects o LEFT JOIN collections c USING (source)
  WHERE o.source IS NOT NULL AND o.source IN (SELECT source FROM places)
  GROUP BY o.source
)
SELECT p.bucket, p.key, p.event_id AS "eventId", p.event_time AS "eventTime",
  coalesce(list(DISTINCT s.source) FILTER (s.source IS NOT NULL), []) AS sources,
  coalesce(bool_and(p.event_time + INTERVAL 1 HOUR > e.at) FILTER (e.source IS NOT NULL), false) AS late,
  (SELECT any_value(m.detail) FROM objects m WHERE m.source IS NULL AND m.verdict = 'missing' AND m.bucket = p.bucket AND m.key = p.key) AS known
FROM page p
LEFT JOIN places s ON (s.bucket = p.bucket OR s.bucket IS NULL) AND s.account_id = p.place.account AND s.region = p.place.region
  AND (s.prefix = split_part(p.key, p.place.account || '/CloudTrail', 1) OR s.bucket IS NULL)
LEFT JOIN ends e ON e.source = s.source
GROUP BY p.bucket, p.key, p.event_id, p.event_time
ORDER BY p.bucket, p.key;
