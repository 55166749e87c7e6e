INSERT INTO spread_rows
SELECT e.rowid, l.node FROM events e JOIN spread_logged_in l USING (event_id);
