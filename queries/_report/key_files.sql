-- A row per file of keys, or per answer of ListPublicKeys: what it is, and how it came to be here.
SELECT file, file_sha256 AS sha256, file_state AS state, count(*)::INTEGER AS keys,
  list_sort(coalesce(list(DISTINCT region) FILTER (region IS NOT NULL), [])) AS regions,
  min(valid_from) AS "from", max(valid_to) AS "to", collected_at AS "collectedAt", collected_by AS "collectedBy", endpoint, pinned, used
FROM public_keys
GROUP BY file, file_sha256, file_state, collected_at, collected_by, endpoint, pinned, used
ORDER BY used DESC, file, file_sha256, collected_at, endpoint;
