-- title: Snapshots and images shared
-- question: Which snapshots and images did the radius hand to another account or to everybody?
-- severity: critical
-- attack: T1537
-- `given_to`: account ids, `all` for everybody. A share within the same account, or one that is taken back, is none.
WITH shares AS (
  SELECT
    *,
    coalesce(request ->> '$.snapshotId', request ->> '$.imageId', request ->> '$.dBSnapshotIdentifier', request ->> '$.dBClusterSnapshotIdentifier',
      request ->> '$.fpgaImageId', request ->> '$.snapshotIdentifier', request ->> '$.snapshotArn', wanted_resource(error_message)) AS resource,
    -- Only what is added.
    CAST(coalesce(request -> '$.createVolumePermission.add', request -> '$.launchPermission.add', request -> '$.loadPermission.add',
      request -> '$.valuesToAdd', request -> '$.userIds', request -> '$.accountWithRestoreAccess') AS VARCHAR) AS added
  FROM blast_calls
  WHERE (event_source = 'ec2.amazonaws.com' AND call IN ('ModifySnapshotAttribute', 'ModifyImageAttribute', 'ModifyFpgaImageAttribute'))
    OR (event_source = 'rds.amazonaws.com' AND call IN ('ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute'))
    OR (event_source = 'redshift.amazonaws.com' AND call = 'AuthorizeSnapshotAccess')
), given AS (
  SELECT
    *,
    list_sort(list_distinct(list_filter(
      list_concat(
        regexp_extract_all(added, '"?(?:userId|UserId)?"?:?"?\b(\d{12})\b', 1),
        CASE WHEN regexp_matches(added, '"all"') THEN ['all'] ELSE [] END,
        -- An image may be given to an organization as a whole.
        regexp_extract_all(added, 'arn:aws[a-z-]*:organizations::[^"]+')),
      lambda account: account <> recipient_account))) AS given_to
  FROM shares
)
SELECT
  event_time,
  credential,
  event_name,
  outcome,
  resource,
  CASE WHEN request IS NOT NULL THEN given_to END AS given_to,
  list_contains(given_to, 'all') AS public,
  invoked_by,
  source_ip,
  recipient_account,
  aws_region,
  integrity,
  [event_id] AS evidence
FROM given
WHERE len(given_to) > 0
  -- What was refused may say nothing but its name.
  OR (outcome <> 'succeeded' AND request IS NULL)
ORDER BY event_time, event_id;
