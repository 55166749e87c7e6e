-- The owner's habits: those events with what can be compared. `origin` is the network, or what stands in place of an address.
CREATE OR REPLACE TEMP TABLE spread_past_calls AS
SELECT
  c.event_id, c.event_time, p.own, coalesce(c.network, c.source_ip) AS origin, c.source_ip, c.network, c.client, c.user_agent, c.aws_region,
  c.event_source, c.call, c.outcome
FROM spread_past_rows p
JOIN calls c ON c.event_row = p.row_number;
