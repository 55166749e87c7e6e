INSERT INTO delete_markers
SELECT DISTINCT *
FROM (SELECT unnest(from_json($rows, '[{
  "bucket": "VARCHAR", "key": "VARCHAR", "version_id": "VARCHAR", "last_modified": "TIMESTAMP", "latest": "BOOLEAN",
  "source": "VARCHAR", "delivered": "TIMESTAMP"
}]'), max_depth := 2));
