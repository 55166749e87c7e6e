-- The records of a trail, for each place that it delivers to.
CREATE OR REPLACE TEMP TABLE place_changes AS
SELECT p.chain_id, p.account_id, p.region, p.trail, p.kind, p.home_region, p.own,
  e.event_id, e.event_time, e.event_name, e.logging, e.validation, e.multi_region, e.begins, e.proven,
  said_of(e.event_name, e.who, e.event_time) AS said
FROM trail_places p
JOIN trail_changes e ON e.trail = p.trail AND e.region = p.home_region AND (e.account_id = p.account_id OR NOT p.own)
WHERE e.event_source = 'cloudtrail.amazonaws.com' AND e.outcome = 'succeeded' AND e.event_time IS NOT NULL;
