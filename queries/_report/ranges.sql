SELECT r.finding, r.account_id AS account, r.region, r.trail, r.kind, r.from_time AS "from", r.to_time AS "to", r.digests, r.detail, r.explained,
  r.evidence,
  (SELECT list({'role': x.role, 'event': x.event_id, 'time': strftime(x.event_time, '%Y-%m-%dT%H:%M:%SZ'), 'said': x.said}
      ORDER BY x.role, x.event_time, x.event_id)
    FROM range_records x
    WHERE x.finding = r.finding AND x.account_id = r.account_id AND x.region = r.region AND x.trail IS NOT DISTINCT FROM r.trail
      AND x.kind IS NOT DISTINCT FROM r.kind AND x.from_time IS NOT DISTINCT FROM r.from_time) AS records
FROM ranges r ORDER BY ALL;
