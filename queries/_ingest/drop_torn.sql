DELETE FROM event_copies USING torn t
WHERE event_copies.object_id = t.object_id AND event_copies.record_index = t.record_index;
