-- What each event of the radius names: ARNs in resources, parameters and response, and names in the parameters. An object counts under its
-- bucket: a trail of data events names millions.
CREATE OR REPLACE TEMP TABLE spread_named AS
WITH mine AS (
  SELECT
    event_row, event_source, call, recipient_account AS account, aws_region AS region, request, response, resources,
    'arn:' || CASE WHEN starts_with(aws_region, 'cn-') THEN 'aws-cn' WHEN starts_with(aws_region, 'us-gov-') THEN 'aws-us-gov' ELSE 'aws' END || ':' AS head,
    -- Of an object the bucket says it all, and millions need no search.
    event_source = 's3.amazonaws.com' AND (request ->> '$.bucketName') IS NOT NULL AS bucket_only
  FROM blast_calls
), told_names AS (
  SELECT m.event_row, m.account, m.region, m.head, p.written, json_extract_string(m.request, p.place) AS name
  FROM mine m
  JOIN spread_parameters p ON p.event_source = m.event_source
  WHERE m.request IS NOT NULL
    -- SSM calls a document `name` as well.
    AND (p.written <> 'ssm:R:A:parameter/' OR contains(m.call, 'Parameter'))
  UNION ALL
  SELECT event_row, account, region, head, 'ec2:R:A:instance/', unnest(list_distinct(list_concat(
    json_extract_string(request, '$.instancesSet.items[*].instanceId'), json_extract_string(response, '$.instancesSet.items[*].instanceId'),
    json_extract_string(request, '$.instanceIds[*]'))))
  FROM mine
  WHERE event_source IN ('ec2.amazonaws.com', 'ssm.amazonaws.com')
), written AS (
  SELECT
    event_row,
    CASE
      WHEN name LIKE 'arn:%' THEN name
      WHEN starts_with(written, '?') THEN written[2:] || name
      -- https://sqs.us-east-1.amazonaws.com/111122223333/queue
      WHEN name LIKE 'https://%' THEN head || 'sqs:' || region || ':' || array_to_string(string_split(name, '/')[4:5], ':')
      WHEN written = 'kms:R:A:key/' AND starts_with(name, 'alias/') THEN head || 'kms:' || region || ':' || account || ':' || name
      -- `name:alias`, `account:function:name`
      WHEN written = 'lambda:R:A:function:' AND contains(name, ':') THEN
        head || 'lambda:' || region || ':' || account || ':function:' || coalesce(nullif(regexp_extract(name, 'function:([^:]+)', 1), ''), split_part(name, ':', 1))
      WHEN account IS NOT NULL AND region IS NOT NULL THEN
        head || replace(replace(written, ':R:', ':' || region || ':'), ':A:', ':' || account || ':') || CASE WHEN written LIKE '%/' THEN ltrim(name, '/') ELSE name END END AS arn
  FROM told_names
  WHERE name <> '' AND told(name) IS NOT NULL AND length(name) <= 2048 AND name[1] NOT IN ('{', '[')
), arns AS (
  SELECT event_row, unnest(regexp_extract_all(
    concat_ws(' ', CAST(resources AS VARCHAR), CAST(request AS VARCHAR), CAST(response AS VARCHAR)),
    'arn:aws[a-z-]*:[A-Za-z0-9-]+:[a-z0-9-]*:(?:[0-9]*|aws):[^"\\\s,]+')) AS arn
  FROM mine
  WHERE NOT bucket_only
)
SELECT DISTINCT event_row, CASE WHEN arn LIKE 'arn:aws%:s3:::%/%' THEN regexp_extract(arn, '^[^/]+') ELSE arn END AS arn
FROM (SELECT event_row, arn FROM arns UNION ALL SELECT event_row, arn FROM written WHERE arn IS NOT NULL);
