-- Workloads and trust anchors that were taken away again by the time of the report, whoever did that.
CREATE OR REPLACE TEMP TABLE spread_unmade AS
WITH ending(made, ended) AS (
  VALUES ('RunInstances', 'TerminateInstances'), ('CreateFunction', 'DeleteFunction20150331'), ('RunTask', 'StopTask'), ('StartTask', 'StopTask'),
    ('CreateNotebookInstance', 'DeleteNotebookInstance'), ('CreateDevEndpoint', 'DeleteDevEndpoint'), ('CreateProject', 'DeleteProject'),
    ('CreateStateMachine', 'DeleteStateMachine'), ('CreateJob', 'DeleteJob'), ('CreateTrustAnchor', 'DeleteTrustAnchor'),
    ('CreateTrustAnchor', 'DisableTrustAnchor'), ('UpdateTrustAnchor', 'DeleteTrustAnchor'), ('UpdateTrustAnchor', 'DisableTrustAnchor'),
    ('EnableTrustAnchor', 'DeleteTrustAnchor'), ('EnableTrustAnchor', 'DisableTrustAnchor')
), sought AS (
  -- Only what the radius made is looked for: with nothing made nothing is read.
  SELECT DISTINCT ended FROM ending WHERE made IN (SELECT call FROM spread_doors)
)
SELECT
  event_id, event_time, coalesce(recipient_account, identity_account) AS account, coalesce(identity_arn, invoked_by) AS actor, aws_region AS region,
  coalesce(integrity IN ('valid', 'altered-container'), false) AS proven,
  coalesce(integrity IN ('unlisted', 'modified', 'chain-mismatch', 'invalid-signature', 'moved'), false) AS forged,
  unnest(CASE call_name(event_name)
    WHEN 'TerminateInstances' THEN json_extract_string(request, '$.instancesSet.items[*].instanceId')
    WHEN 'DeleteFunction' THEN [request ->> '$.functionName', regexp_extract(request ->> '$.functionName', 'function:([^:]+)', 1)]
    WHEN 'StopTask' THEN [request ->> '$.task', response ->> '$.task.taskArn']
    WHEN 'DeleteNotebookInstance' THEN [request ->> '$.notebookInstanceName']
    WHEN 'DeleteDevEndpoint' THEN [request ->> '$.endpointName']
    WHEN 'DeleteProject' THEN [request ->> '$.name']
    WHEN 'DeleteStateMachine' THEN [regexp_extract(request ->> '$.stateMachineArn', '[^:]*$')]
    WHEN 'DeleteJob' THEN [request ->> '$.jobName']
    ELSE [response ->> '$.trustAnchor.trustAnchorArn', request ->> '$.trustAnchorId'] END) AS id
FROM events
JOIN sought ON sought.ended = events.event_name
WHERE event_source IN ('ec2.amazonaws.com', 'lambda.amazonaws.com', 'ecs.amazonaws.com', 'sagemaker.amazonaws.com', 'glue.amazonaws.com',
    'codebuild.amazonaws.com', 'states.amazonaws.com', 'rolesanywhere.amazonaws.com')
  AND error_code IS NULL
  AND event_time <= CAST($as_of AS TIMESTAMP);
