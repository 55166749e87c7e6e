-- title: Objects read, written and deleted
-- question: Which objects in S3 did the radius read, write, list or delete: how many, how many bytes, where?
-- severity: high
-- attack: T1530, T1619
-- By bucket and first folder of the key; the evidence of a row is its first hundred events. Reads and writes of objects are recorded
-- only where the trail takes data events: an empty answer may mean that nobody looked (access/data-events says).
WITH touched AS (
  SELECT
    *,
    coalesce(request ->> '$.bucketName', regexp_extract(resources ->> '$[0].ARN', '^arn:[^:]*:s3:::([^/]+)', 1)) AS bucket,
    request ->> '$.key' AS key,
    CASE
      WHEN call IN ('GetObject', 'SelectObjectContent', 'GetObjectTorrent', 'RestoreObject') THEN 'read'
      WHEN call IN ('HeadObject', 'GetObjectAcl', 'GetObjectTagging', 'GetObjectAttributes') THEN 'looked at'
      WHEN call LIKE 'List%' OR call IN ('HeadBucket', 'ListBucket') THEN 'listed'
      WHEN call LIKE 'DeleteObject%' THEN 'deleted'
      ELSE 'written' END AS what
  FROM blast_calls
  WHERE event_source IN ('s3.amazonaws.com', 's3express.amazonaws.com', 's3-object-lambda.amazonaws.com')
    AND call IN ('GetObject', 'SelectObjectContent', 'GetObjectTorrent', 'RestoreObject', 'HeadObject', 'GetObjectAcl', 'GetObjectTagging',
      'GetObjectAttributes', 'ListObjects', 'ListObjectsV2', 'ListObjectVersions', 'ListMultipartUploads', 'ListParts', 'HeadBucket',
      'DeleteObject',
      'DeleteObjects', 'DeleteObjectTagging', 'PutObject', 'PostObject', 'CopyObject', 'CreateMultipartUpload', 'UploadPart',
      'UploadPartCopy',
      'CompleteMultipartUpload', 'PutObjectAcl', 'PutObjectTagging')
)
SELECT
  bucket,
  CASE WHEN what = 'listed' THEN coalesce(request ->> '$.prefix', '')
    WHEN contains(key, '/') THEN split_part(key, '/', 1) || '/' ELSE '' END AS folder,
  what,
  outcome,
  credential,
  count(*) AS events,
  count(DISTINCT key) AS objects,
  CAST(sum(TRY_CAST(extra ->> '$.bytesTransferredOut' AS BIGINT)) AS BIGINT) AS bytes_out,
  CAST(sum(TRY_CAST(extra ->> '$.bytesTransferredIn' AS BIGINT)) AS BIGINT) AS bytes_in,
  arg_min(key, (event_time, event_id), 3) AS first_keys,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  count(*) FILTER (invoked_by IS NOT NULL) AS by_services,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM touched
GROUP BY ALL
ORDER BY first_time, bucket, folder, what, outcome, credential;
