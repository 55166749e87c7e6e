INSERT INTO spread_made
SELECT node, kind, name, role, recipient_account, aws_region, event_id, event_time
FROM (
  SELECT
    *,
    CASE event_source WHEN 'codebuild.amazonaws.com' THEN 'project' WHEN 'autoscaling.amazonaws.com' THEN 'group' ELSE 'fleet' END AS kind,
    unnest(CASE call
      WHEN 'CreateProject' THEN [request ->> '$.name']
      WHEN 'CreateAutoScalingGroup' THEN [request ->> '$.autoScalingGroupName']
      -- Requests for fleets and for spot instances: their ids, wherever the answer has them.
      ELSE regexp_extract_all(CAST(response AS VARCHAR), '"((?:fleet|sfr|sir)-[0-9a-z-]+)"', 1) END) AS name,
    regexp_extract(request ->> '$.serviceRole', '[^/]*$') AS role
  FROM spread_writes
  WHERE (event_source = 'codebuild.amazonaws.com' AND call = 'CreateProject')
    OR (event_source = 'autoscaling.amazonaws.com' AND call = 'CreateAutoScalingGroup')
    OR (event_source = 'ec2.amazonaws.com' AND call IN ('CreateFleet', 'RequestSpotFleet', 'RequestSpotInstances'))
)
WHERE name <> '';
