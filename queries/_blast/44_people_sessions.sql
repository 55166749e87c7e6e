-- OBO: sessions that act on behalf of those users. The user's id is in the record itself only, and not of every service: all records of
-- sessions of permission sets are looked through, but only where such a user was touched.
INSERT INTO spread_added
WITH people AS (
  SELECT id, min(event_time) AS since FROM spread_people GROUP BY id
), seen AS (
  SELECT r.node, e.event_id, e.event_time, TRY(e.raw ->> '$.userIdentity.onBehalfOf.userId') AS id
  FROM spread_people_rows r
  JOIN events e ON e.rowid = r.row_number
)
SELECT
  'i:' || p.id, s.node, 'OBO', 2, min(s.event_time), 1, [min_by(s.event_id, s.event_time)],
  'acts on behalf of this user of Identity Center: it names the person, not the session that the person began'
FROM seen s
JOIN people p ON p.id = s.id AND s.event_time >= p.since
GROUP BY p.id, s.node;
