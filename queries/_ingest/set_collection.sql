INSERT OR REPLACE INTO collections
VALUES ($source, $complete, $collected_at::TIMESTAMP, $asked, from_json($accounts, '["VARCHAR"]'), from_json($regions, '["VARCHAR"]'));
