INSERT OR REPLACE INTO collections VALUES ($source, $complete, $collected_at::TIMESTAMP, $asked);
