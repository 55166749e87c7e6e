-- Workloads that were there before and that the radius changed or entered: their roles can be used from inside, by their owner's code too.
-- And those that it made beside the ones of blast_alive: groups, fleets, stacks, services, roles for pods (`made`).
SELECT
  event_source AS source, call,
  coalesce(request ->> '$.functionName', request ->> '$.instanceId', request ->> '$.target', request ->> '$.task', request ->> '$.service',
    request ->> '$.endpointName', request ->> '$.jobName', request ->> '$.projectName', request ->> '$.autoScalingGroupName', request ->> '$.stackName',
    request ->> '$.serviceName', request ->> '$.clusterName', request ->> '$.name', request ->> '$.notebookInstanceName',
    request ->> '$.stateMachineArn', CASE WHEN call = 'SendCommand' THEN array_to_string(json_extract_string(request, '$.instanceIds[*]'), ', ') END) AS name,
  recipient_account AS account, aws_region AS region,
  call IN ('CreateAutoScalingGroup', 'CreateFleet', 'RequestSpotFleet', 'RequestSpotInstances', 'CreateStack', 'CreateService', 'CreatePodIdentityAssociation',
    'RunJobFlow', 'CreateSchedule') AS made,
  any_value(confidence ORDER BY confidence) AS confidence,
  min(event_time) AS "at",
  arg_min(event_id, (event_time, event_id), 100) AS evidence,
  bool_and(coalesce(integrity IN ('valid', 'altered-container'), false)) AS proven
FROM blast_calls
WHERE outcome = 'succeeded' AND NOT is_service(invoked_by) AND event_time <= CAST($as_of AS TIMESTAMP)
  AND ((event_source = 'lambda.amazonaws.com' AND call IN ('UpdateFunctionCode', 'UpdateFunctionConfiguration', 'CreateFunctionUrlConfig', 'CreateEventSourceMapping'))
    OR (event_source = 'ec2.amazonaws.com' AND (call IN ('AssociateIamInstanceProfile', 'ReplaceIamInstanceProfileAssociation', 'GetPasswordData',
        'CreateReplaceRootVolumeTask') OR call = 'ModifyInstanceAttribute' AND json_exists(request, '$.userData')))
    OR (event_source = 'ssm.amazonaws.com' AND call IN ('SendCommand', 'StartSession', 'ResumeSession', 'CreateAssociation', 'UpdateAssociation'))
    OR (event_source = 'ec2-instance-connect.amazonaws.com' AND call IN ('SendSSHPublicKey', 'SendSerialConsoleSSHPublicKey'))
    OR (event_source = 'ecs.amazonaws.com' AND call IN ('ExecuteCommand', 'UpdateService'))
    OR (event_source = 'glue.amazonaws.com' AND call IN ('UpdateDevEndpoint', 'UpdateJob'))
    OR (event_source = 'codebuild.amazonaws.com' AND call = 'UpdateProject')
    OR (event_source = 'sagemaker.amazonaws.com' AND call IN ('CreatePresignedNotebookInstanceUrl', 'UpdateNotebookInstance'))
    OR (event_source = 'states.amazonaws.com' AND call = 'UpdateStateMachine')
    OR (event_source = 'autoscaling.amazonaws.com' AND call = 'CreateAutoScalingGroup')
    OR (event_source = 'ec2.amazonaws.com' AND call IN ('CreateFleet', 'RequestSpotFleet', 'RequestSpotInstances'))
    OR (event_source = 'cloudformation.amazonaws.com' AND call IN ('CreateStack', 'UpdateStack', 'ExecuteChangeSet'))
    OR (event_source IN ('ecs.amazonaws.com', 'apprunner.amazonaws.com') AND call = 'CreateService')
    OR (event_source = 'eks.amazonaws.com' AND call = 'CreatePodIdentityAssociation')
    OR (event_source = 'elasticmapreduce.amazonaws.com' AND call = 'RunJobFlow')
    OR (event_source = 'scheduler.amazonaws.com' AND call = 'CreateSchedule'))
GROUP BY 1, 2, 3, 4, 5
ORDER BY "at", source, call, name, account, region
LIMIT 2000;
