-- What was done to objects after they were first written: versions that were replaced, objects that were deleted, and stored bytes that
-- are no longer those which the archive collected. CloudTrail writes an object once and never again.
WITH touched AS (
  SELECT bucket, key FROM objects WHERE NOT latest AND kind <> 'other'
  UNION
  SELECT bucket, key FROM delete_markers
), steps AS (
  SELECT DISTINCT bucket, key, version_id, last_modified, latest, delivered, true AS marker, NULL AS verdict, NULL AS content
  FROM delete_markers
  UNION ALL
  SELECT bucket, key, version_id, last_modified, bool_or(latest), min(delivered), false, min(verdict), min(content_sha256)
  FROM objects SEMI JOIN touched USING (bucket, key)
  WHERE source IS NOT NULL AND NOT gone
  GROUP BY bucket, key, version_id, last_modified
), told AS (
  SELECT *,
    'version ' || coalesce(version_id, 'without an id') || coalesce(' of ' || strftime(last_modified, '%Y-%m-%dT%H:%M:%SZ'), '') AS called,
    lag(marker) OVER w AS before_is_marker, lag(called) OVER w AS before, lag(verdict) OVER w AS before_verdict,
    lag(content) OVER w AS before_content, lead(called) OVER w AS next_name, lead(marker) OVER w AS next_is_marker
  FROM steps
  WINDOW w AS (PARTITION BY bucket, key ORDER BY last_modified, latest, version_id)
)
SELECT * FROM (
  SELECT bucket, key, 'overwritten' AS finding, last_modified AS "at", version_id AS "versionId",
    before || ', which is ' || before_verdict || ', was replaced by '
      || CASE WHEN before_content = content THEN 'the same content' ELSE 'one that is ' || verdict END AS detail,
    delivered
  FROM told WHERE NOT marker AND NOT before_is_marker
  UNION ALL
  SELECT bucket, key, 'deleted', last_modified, version_id,
    coalesce(before || ', which is ' || before_verdict || ', lies before the delete marker', 'a delete marker, and no earlier version is there')
      || CASE WHEN NOT next_is_marker THEN '; ' || next_name || ' was written after it' ELSE '' END,
    delivered
  FROM told WHERE marker AND before_is_marker IS DISTINCT FROM true
  UNION ALL
  SELECT bucket, key, 'deleted', NULL, version_id,
    called || ', which is ' || verdict || ', is an earlier one, and neither what came after it nor a delete marker is there', delivered
  FROM told WHERE NOT marker AND NOT latest AND next_name IS NULL
  UNION ALL
  SELECT bucket, key, 'changed-after-collection', NULL, version_id,
    'collected with SHA-256 ' || manifest_sha256 || ', its stored bytes now have ' || stored_sha256, delivered
  FROM objects WHERE manifest_sha256 <> stored_sha256
  UNION ALL
  SELECT bucket, key, 'changed-after-collection', NULL, version_id,
    'collected with SHA-256 ' || manifest_sha256 || ', and its file is not in the archive any more', delivered
  FROM objects WHERE gone AND manifest_sha256 IS NOT NULL
)
WHERE delivered IS NULL OR (($since IS NULL OR delivered >= $since::TIMESTAMP) AND ($until IS NULL OR delivered <= $until::TIMESTAMP))
ORDER BY bucket, key, "at", finding, "versionId";
