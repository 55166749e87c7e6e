DELETE FROM events USING found_copies c
WHERE events.object_id = c.object_id AND events.record_index = c.record_index;
