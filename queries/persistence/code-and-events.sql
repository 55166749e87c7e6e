-- title: Code and triggers left behind
-- question: Which code, images, schedules, rules and documents did the radius leave that run by themselves or at another's call?
-- severity: high
-- attack: T1098.006, T1525, T1546, T1578.005, T1648
-- `role`: the role that it runs with, where the record names one. `open`: whoever knows the address may call it, or another account may.
WITH left_behind AS (
  SELECT
    *,
    unwrapped(event_name, request) AS asked
  FROM blast_calls
  WHERE (event_source = 'lambda.amazonaws.com' AND call IN ('CreateFunction', 'UpdateFunctionCode', 'UpdateFunctionConfiguration',
      'PublishLayerVersion', 'AddLayerVersionPermission', 'CreateFunctionUrlConfig', 'UpdateFunctionUrlConfig', 'AddPermission',
      'CreateEventSourceMapping', 'UpdateEventSourceMapping', 'PutFunctionEventInvokeConfig', 'CreateAlias', 'UpdateAlias',
      'PublishVersion'))
    OR (event_source = 'events.amazonaws.com' AND call IN ('PutRule', 'PutTargets', 'EnableRule', 'CreateApiDestination',
      'CreateConnection'))
    OR (event_source = 'scheduler.amazonaws.com' AND call IN ('CreateSchedule', 'UpdateSchedule'))
    OR (event_source = 'pipes.amazonaws.com' AND call IN ('CreatePipe', 'UpdatePipe'))
    OR (event_source = 'ssm.amazonaws.com' AND call IN ('CreateAssociation', 'CreateAssociationBatch', 'UpdateAssociation',
      'CreateDocument',
      'UpdateDocument', 'UpdateDocumentDefaultVersion', 'ModifyDocumentPermission', 'CreateActivation', 'CreateMaintenanceWindow',
      'RegisterTaskWithMaintenanceWindow', 'RegisterTargetWithMaintenanceWindow', 'UpdateServiceSetting'))
    -- Of an instance only its start-up script is code; what is in it is never in the record.
    OR (event_source = 'ec2.amazonaws.com' AND call = 'ModifyInstanceAttribute'
      AND ((request ->> '$.userData') IS NOT NULL OR (request ->> '$.attribute') = 'userData'))
    OR (event_source = 'ec2.amazonaws.com' AND call = 'RunInstances' AND (request ->> '$.userData') IS NOT NULL)
    OR (event_source = 'ec2.amazonaws.com' AND call IN ('CreateImage', 'RegisterImage', 'ImportImage', 'CreateLaunchTemplate',
      'CreateLaunchTemplateVersion', 'ModifyLaunchTemplate', 'CreateReplaceRootVolumeTask'))
    OR (event_source = 'autoscaling.amazonaws.com' AND call IN ('CreateLaunchConfiguration', 'CreateAutoScalingGroup', 'PutLifecycleHook',
      'PutScheduledUpdateGroupAction'))
    OR (event_source = 'ecr.amazonaws.com' AND call = 'PutImage')
    OR (event_source = 'ecs.amazonaws.com' AND call IN ('RegisterTaskDefinition', 'CreateService', 'UpdateService'))
    OR (event_source = 'eks.amazonaws.com' AND call IN ('CreateAccessEntry', 'UpdateAccessEntry', 'AssociateAccessPolicy',
      'CreatePodIdentityAssociation', 'CreateAddon'))
    OR (event_source = 'states.amazonaws.com' AND call IN ('CreateStateMachine', 'UpdateStateMachine'))
    OR (event_source = 'cloudformation.amazonaws.com' AND call IN ('CreateStack', 'UpdateStack', 'CreateChangeSet', 'ExecuteChangeSet',
      'CreateStackSet', 'UpdateStackSet', 'CreateStackInstances', 'ActivateType', 'RegisterType'))
    OR (event_source = 'codebuild.amazonaws.com' AND call IN ('CreateProject', 'UpdateProject', 'CreateWebhook', 'ImportSourceCredentials'))
    OR (event_source = 'codepipeline.amazonaws.com' AND call IN ('CreatePipeline', 'UpdatePipeline', 'PutWebhook'))
    OR (event_source = 'glue.amazonaws.com' AND call IN ('CreateJob', 'UpdateJob', 'CreateTrigger', 'UpdateTrigger', 'CreateDevEndpoint',
      'UpdateDevEndpoint', 'CreateWorkflow'))
    OR (event_source = 'sagemaker.amazonaws.com' AND call IN ('CreateNotebookInstanceLifecycleConfig',
      'UpdateNotebookInstanceLifecycleConfig',
      'CreateStudioLifecycleConfig', 'CreateNotebookInstance', 'UpdateNotebookInstance'))
    OR (event_source = 'batch.amazonaws.com' AND call = 'RegisterJobDefinition')
    OR (event_source = 's3.amazonaws.com' AND call IN ('PutBucketNotification', 'PutBucketNotificationConfiguration'))
    OR (event_source = 'sns.amazonaws.com' AND call = 'Subscribe')
    OR (event_source = 'logs.amazonaws.com' AND call = 'PutSubscriptionFilter')
    OR (event_source = 'apigateway.amazonaws.com' AND call IN ('CreateApi', 'CreateRestApi', 'CreateIntegration', 'PutIntegration',
      'CreateRoute',
      'CreateStage', 'CreateDeployment', 'ImportApi', 'ImportRestApi', 'CreateAuthorizer', 'UpdateAuthorizer'))
    OR (event_source = 'appsync.amazonaws.com' AND call IN ('CreateResolver', 'UpdateResolver', 'CreateFunction', 'UpdateFunction',
      'CreateDataSource'))
    OR (event_source = 'cloudfront.amazonaws.com' AND call IN ('CreateFunction', 'UpdateFunction', 'PublishFunction'))
    OR (event_source = 'iot.amazonaws.com' AND call IN ('CreateTopicRule', 'ReplaceTopicRule'))
    OR (event_source = 'cognito-idp.amazonaws.com' AND call = 'UpdateUserPool' AND (request ->> '$.lambdaConfig') IS NOT NULL)
)
SELECT
  event_time,
  credential,
  event_source,
  event_name,
  outcome,
  coalesce(asked ->> '$.functionName', asked ->> '$.layerName', asked ->> '$.instanceId', response ->> '$.instancesSet.items[0].instanceId',
    response ->> '$.imageId', asked ->> '$.LaunchTemplateName', asked ->> '$.LaunchTemplateId', asked ->> '$.launchConfigurationName',
    asked ->> '$.autoScalingGroupName', asked ->> '$.rule', asked ->> '$.name', asked ->> '$.settingId', asked ->> '$.family',
    asked ->> '$.service', asked ->> '$.serviceName', asked ->> '$.clusterName', asked ->> '$.repositoryName', asked ->> '$.stackName',
    asked ->> '$.stateMachineArn', asked ->> '$.documentName', asked ->> '$.windowId', asked ->> '$.jobName', asked ->> '$.endpointName',
    asked ->> '$.notebookInstanceName', asked ->> '$.bucketName', asked ->> '$.topicArn', asked ->> '$.logGroupName',
    asked ->> '$.userPoolId',
    asked ->> '$.apiId', asked ->> '$.restApiId', response ->> '$.apiId', response ->> '$.activationId',
    wanted_resource(error_message)) AS resource,
  coalesce(nullif(regexp_extract(CAST(asked AS VARCHAR), 'arn:aws[a-z-]*:iam::\d{12}:role/[\w+=,.@/-]+'), ''),
    response ->> '$.role') AS role,
  -- What sets it off, where the record says so.
  coalesce(asked ->> '$.scheduleExpression', asked ->> '$.eventPattern', asked ->> '$.eventSourceArn', asked ->> '$.targets[0].arn',
    asked ->> '$.targets[0].key', asked ->> '$.principal', asked ->> '$.principalArn', asked ->> '$.authType', asked ->> '$.endpoint',
    asked ->> '$.destinationArn') AS set_off_by,
  coalesce((asked ->> '$.authType') = 'NONE', false)
    OR is_outsider(asked ->> '$.principal', recipient_account) AS open,
  invoked_by,
  source_ip,
  aws_region,
  integrity,
  [event_id] AS evidence
FROM left_behind
ORDER BY event_time, event_id;
