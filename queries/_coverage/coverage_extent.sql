-- From which to which hour there is something to say: the time asked about, and where that is open, the time of what there is. A name
-- may claim any time: what lies a month outside both what trusted digests span and all but the outermost hundredths of the names does
-- not count (logs may be delivered 30 days late, User Guide). Where that still makes more than $most rows, digests alone decide.
CREATE OR REPLACE TEMP TABLE coverage_extent AS
WITH trusted AS (
  SELECT min(start_time) AS first, max(end_time) AS last FROM digests WHERE trusted
), named AS (
  SELECT min(delivered) - INTERVAL 10 MINUTE AS first, max(delivered) AS last,
    quantile_disc(delivered, 0.01) - INTERVAL 31 DAY AS early, quantile_disc(delivered, 0.99) + INTERVAL 31 DAY AS late
  FROM objects WHERE kind IN ('log', 'digest') AND source IS NOT NULL
), wide AS (
  SELECT coalesce($since::TIMESTAMP, greatest(least(n.first, t.first), least(t.first - INTERVAL 31 DAY, n.early))) AS a,
    coalesce($until::TIMESTAMP, least(greatest(n.last, t.last), greatest(t.last + INTERVAL 31 DAY, n.late))) AS b,
    greatest($since::TIMESTAMP, coalesce(t.first - INTERVAL 31 DAY, n.early, $since::TIMESTAMP)) AS c,
    least($until::TIMESTAMP, coalesce(t.last + INTERVAL 31 DAY, n.late, $until::TIMESTAMP)) AS d
  FROM trusted t, named n
), picked AS (
  SELECT CASE WHEN hours_of(a, b) * places <= $most THEN a ELSE c END AS first,
    CASE WHEN hours_of(a, b) * places <= $most THEN b ELSE d END AS last, places
  FROM wide, (SELECT count(*) AS places FROM coverage_places)
)
-- A last resort: the newest hours that fit.
SELECT greatest(date_trunc('hour', first), date_trunc('hour', last) - to_hours(($most // greatest(places, 1))::INTEGER)) AS first,
  date_trunc('hour', last - INTERVAL 1 MICROSECOND) AS last
FROM picked WHERE first IS NOT NULL AND last IS NOT NULL AND first < last;
