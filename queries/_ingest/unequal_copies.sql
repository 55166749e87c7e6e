-- Copies whose bytes differ: whether their content does too is decided on canonical JSON.
SELECT object_id AS "objectId", record_index AS "recordIndex", raw, kept_raw AS "keptRaw"
FROM found_copies
WHERE NOT same_content AND (object_id, record_index) > ($object_id, $record_index)
ORDER BY object_id, record_index
LIMIT 2000;
