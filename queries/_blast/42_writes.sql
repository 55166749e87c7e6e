-- Those writes with their parameters. What the methods below find in them may reach further actors; then there is another round.
CREATE OR REPLACE TEMP TABLE spread_writes AS
SELECT
  e.event_id, e.event_time, w.node, e.event_source, e.event_name, call_name(e.event_name) AS call, e.request, e.response, e.resources,
  e.recipient_account, e.aws_region
FROM spread_written w
JOIN events e ON e.rowid = w.row_number;
