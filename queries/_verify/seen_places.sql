-- Buckets and prefixes that the evidence has anything of: what stands before AWSLogs/ and the folders of CloudTrail behind it.
SELECT DISTINCT bucket, nullif(regexp_extract(key, '^(?:(.*)/)?AWSLogs/(?:o-[a-z0-9]+/)?[0-9]{12}/CloudTrail', 1), '') AS prefix
FROM objects
WHERE bucket IS NOT NULL AND source IS NOT NULL AND kind <> 'other';
