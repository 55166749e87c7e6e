-- title: Snapshots and images shared
-- question: Which snapshots, images and exports did the radius hand to another account or to everybody?
-- severity: critical
-- attack: T1537
-- `given_to`: account ids, `all` for everybody. A share within the same account, or one that is taken back, is none.
WITH shares AS (
  SELECT
    b.event_time, b.credential, b.event_id, b.integrity, e.event_name, e.error_code, e.recipient_account,
    coalesce(e.request ->> '$.snapshotId', e.request ->> '$.imageId', e.request ->> '$.dBSnapshotIdentifier', e.request ->> '$.dBClusterSnapshotIdentifier') AS resource,
    -- Only what is added: createVolumePermission.add.items[], launchPermission.add.items[], valuesToAdd[].
    coalesce(e.request -> '$.createVolumePermission.add', e.request -> '$.launchPermission.add', e.request -> '$.valuesToAdd') AS added
  FROM blast_events b
  JOIN events e USING (event_id)
  WHERE e.event_name IN ('ModifySnapshotAttribute', 'ModifyImageAttribute', 'ModifyDBSnapshotAttribute', 'ModifyDBClusterSnapshotAttribute')
    AND e.event_source IN ('ec2.amazonaws.com', 'rds.amazonaws.com')
), given AS (
  SELECT *, list_filter(regexp_extract_all(CAST(added AS VARCHAR), '\b(\d{12}|all)\b'), lambda account: account <> recipient_account) AS given_to
  FROM shares
)
SELECT
  event_time,
  credential,
  event_name,
  CASE WHEN error_code IS NULL THEN 'succeeded'
    WHEN regexp_matches(error_code, 'AccessDenied|Unauthorized|NotAuthorized|Forbidden') THEN 'denied' ELSE 'failed' END AS outcome,
  resource,
  list_sort(list_distinct(given_to)) AS given_to,
  integrity,
  [event_id] AS evidence
FROM given
WHERE len(given_to) > 0
ORDER BY event_time, event_id;
