INSERT INTO listed
SELECT unnest(from_json($rows, '[{
  "source": "VARCHAR", "locator": "VARCHAR", "bucket": "VARCHAR", "key": "VARCHAR", "versionId": "VARCHAR", "kind": "VARCHAR",
  "account": "VARCHAR", "region": "VARCHAR", "delivered": "TIMESTAMP", "size": "UBIGINT", "lastModified": "TIMESTAMP",
  "storageClass": "VARCHAR", "metadata": "VARCHAR", "located": "BOOLEAN"
}]'), max_depth := 2);
