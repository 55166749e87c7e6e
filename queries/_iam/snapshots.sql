-- A snapshot of IAM state. Documents come as text: what is no JSON to DuckDB stands there as a JSON string.
INSERT INTO iam_snapshots BY NAME
SELECT
  account_id, TRY_CAST(collected_at AS TIMESTAMP) AS collected_at, partition, collected_by, endpoint, source, folder,
  sha256, complete, parts, missing, problems, TRY_CAST(report_generated_at AS TIMESTAMP) AS report_generated_at,
  TRY_CAST(report_previous_at AS TIMESTAMP) AS report_previous_at, aliases, coalesce(TRY_CAST(summary AS JSON), to_json(summary)) AS summary
FROM (
  SELECT unnest(from_json($rows, '[{
    "account_id": "VARCHAR", "collected_at": "VARCHAR", "partition": "VARCHAR", "collected_by": "VARCHAR",
    "endpoint": "VARCHAR", "source": "VARCHAR", "folder": "VARCHAR", "sha256": "VARCHAR", "complete": "BOOLEAN",
    "parts": ["VARCHAR"], "missing": ["VARCHAR"], "problems": ["VARCHAR"], "report_generated_at": "VARCHAR",
    "report_previous_at": "VARCHAR", "aliases": ["VARCHAR"], "summary": "VARCHAR"
  }]'), max_depth := 2)
);
