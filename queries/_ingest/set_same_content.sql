UPDATE found_copies SET same_content = true
FROM (SELECT unnest(from_json($rows, '[{"objectId": "UINTEGER", "recordIndex": "UINTEGER"}]'), max_depth := 2)) s
WHERE found_copies.object_id = s."objectId" AND found_copies.record_index = s."recordIndex";
