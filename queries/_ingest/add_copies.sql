INSERT INTO event_copies
SELECT event_id, object_id, record_index, same_content, integrity, CASE WHEN NOT same_content THEN raw END
FROM found_copies;
