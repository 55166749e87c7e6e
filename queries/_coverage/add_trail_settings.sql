-- Of several collections the last that was given counts.
INSERT OR REPLACE INTO trail_settings
SELECT unnest(from_json($rows, '[{
  "trailArn": "VARCHAR", "bucket": "VARCHAR", "kmsKey": "VARCHAR", "multiRegion": "BOOLEAN", "globalEvents": "BOOLEAN",
  "validation": "BOOLEAN", "organization": "BOOLEAN", "selectors": "VARCHAR"
}]'), max_depth := 2);
