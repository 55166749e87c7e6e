-- Events of the radius that other accounts have a copy of. A table, for the scan that looks for the copies is planned by how few they are.
CREATE OR REPLACE TEMP TABLE spread_shared AS
SELECT e.shared_event_id, e.event_source, e.event_name, e.event_time AS time, e.principal_id, e.recipient_account, b.*
FROM spread_found b
JOIN events e ON e.rowid = b.row_number
WHERE e.shared_event_id IS NOT NULL;
