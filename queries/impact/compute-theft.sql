-- title: Compute taken
-- question: Which machines, clusters and jobs did the radius start or try to start, how large, and did it ask for more?
-- severity: high
-- attack: T1496.001, T1578.002, T1578.005
-- `large`: a type with accelerators, or of eight times the size `large` and more, or ten machines at once. What services start by
-- themselves (a scaling group, say) bears their name in `invoked_by`.
WITH started AS (
  SELECT
    *,
    unwrapped(event_name, request) AS asked
  FROM blast_calls
  WHERE (event_source = 'ec2.amazonaws.com' AND call IN ('RunInstances', 'RequestSpotInstances', 'RequestSpotFleet',
    'ModifySpotFleetRequest',
      'CreateFleet', 'ModifyFleet', 'AllocateHosts', 'PurchaseReservedInstancesOffering', 'PurchaseHostReservation',
      'PurchaseCapacityBlock',
      'CreateCapacityReservation'))
    -- Of an instance that is there: its size, and whether the defender can end it.
    OR (event_source = 'ec2.amazonaws.com' AND call = 'ModifyInstanceAttribute'
      AND ((request ->> '$.instanceType') IS NOT NULL OR (request ->> '$.disableApiTermination.value') = 'true'
        OR (request ->> '$.disableApiStop.value') = 'true'))
    OR (event_source = 'autoscaling.amazonaws.com' AND call IN ('CreateAutoScalingGroup', 'UpdateAutoScalingGroup', 'SetDesiredCapacity',
      'CreateLaunchConfiguration', 'CreateOrUpdateTags'))
    OR (event_source = 'ecs.amazonaws.com' AND call IN ('CreateCluster', 'CreateService', 'UpdateService', 'RunTask', 'StartTask',
      'RegisterTaskDefinition', 'CreateCapacityProvider'))
    OR (event_source = 'eks.amazonaws.com' AND call IN ('CreateCluster', 'CreateNodegroup', 'UpdateNodegroupConfig',
      'CreateFargateProfile'))
    OR (event_source = 'batch.amazonaws.com' AND call IN ('CreateComputeEnvironment', 'UpdateComputeEnvironment', 'SubmitJob'))
    OR (event_source = 'sagemaker.amazonaws.com' AND call IN ('CreateNotebookInstance', 'CreateTrainingJob', 'CreateProcessingJob',
      'CreateEndpoint', 'CreateEndpointConfig', 'CreateCluster', 'CreateApp', 'CreateTransformJob', 'CreateHyperParameterTuningJob'))
    OR (event_source = 'lightsail.amazonaws.com' AND call IN ('CreateInstances', 'CreateInstancesFromSnapshot', 'CreateContainerService'))
    OR (event_source = 'elasticmapreduce.amazonaws.com' AND call IN ('RunJobFlow', 'AddInstanceGroups', 'ModifyInstanceGroups'))
    OR (event_source = 'gamelift.amazonaws.com' AND call = 'CreateFleet')
    OR (event_source = 'glue.amazonaws.com' AND call IN ('CreateDevEndpoint', 'StartJobRun'))
    OR (event_source = 'codebuild.amazonaws.com' AND call IN ('StartBuild', 'StartBuildBatch', 'CreateFleet'))
    OR (event_source = 'amplify.amazonaws.com' AND call IN ('CreateApp', 'StartJob'))
    OR (event_source = 'apprunner.amazonaws.com' AND call = 'CreateService')
    OR (event_source = 'cloudformation.amazonaws.com' AND call = 'CreateStackInstances')
    OR (event_source = 'servicequotas.amazonaws.com' AND call IN ('RequestServiceQuotaIncrease',
      'PutServiceQuotaIncreaseRequestIntoTemplate',
      'AssociateServiceQuotaTemplate'))
    OR (event_source = 'support.amazonaws.com' AND call = 'CreateCase')
), sized AS (
  SELECT
    *,
    coalesce(
      CASE WHEN json_type(asked, '$.instanceType') = 'OBJECT' THEN asked ->> '$.instanceType.value' END,
      asked ->> '$.instanceType', asked ->> '$.InstanceType', asked ->> '$.launchSpecification.instanceType',
      asked ->> '$.LaunchSpecification.InstanceType',
      asked ->> '$.SpotFleetRequestConfig.LaunchSpecifications.InstanceType',
      asked ->> '$.SpotFleetRequestConfig.LaunchSpecifications[0].InstanceType',
      asked ->> '$.instanceTypes[0]', asked ->> '$.computeResources.instanceTypes[0]', asked ->> '$.resourceConfig.instanceType',
      asked ->> '$.processingResources.clusterConfig.instanceType', asked ->> '$.productionVariants[0].instanceType',
      asked ->> '$.bundleId',
      asked ->> '$.instances.masterInstanceType', asked ->> '$.instances.instanceGroups[0].instanceType', asked ->> '$.eC2InstanceType',
      asked ->> '$.cpu') AS size,
    TRY_CAST(coalesce(
      asked ->> '$.instancesSet.items[0].maxCount', asked ->> '$.maxCount', asked ->> '$.instanceCount', asked ->> '$.InstanceCount',
      asked ->> '$.SpotFleetRequestConfig.TargetCapacity', asked ->> '$.TargetCapacitySpecification.TotalTargetCapacity',
      asked ->> '$.desiredCapacity',
      asked ->> '$.desiredCount', asked ->> '$.count', asked ->> '$.scalingConfig.desiredSize', asked ->> '$.computeResources.maxvCpus',
      asked ->> '$.resourceConfig.instanceCount', asked ->> '$.instances.instanceCount', asked ->> '$.desiredValue',
      asked ->> '$.quantity') AS BIGINT) AS how_many
  FROM started
  WHERE call <> 'CreateOrUpdateTags'
)
SELECT
  event_time,
  credential,
  event_source,
  event_name,
  outcome,
  CASE
    WHEN event_source IN ('servicequotas.amazonaws.com', 'support.amazonaws.com') THEN 'more asked for: '
      || coalesce(request ->> '$.serviceCode', request ->> '$.subject', 'unknown') || coalesce(' ' || (request ->> '$.quotaCode'), '')
    WHEN call = 'ModifyInstanceAttribute' AND size IS NULL THEN 'made hard to end'
    WHEN call = 'ModifyInstanceAttribute' THEN 'resized'
    WHEN call LIKE 'Purchase%' THEN 'bought'
    ELSE 'started' END AS what,
  coalesce(
    nullif(array_to_string(json_extract_string(response, '$.instancesSet.items[*].instanceId')[1:20], ', '), ''),
    asked ->> '$.instanceId', response ->> '$.spotFleetRequestId', asked ->> '$.autoScalingGroupName',
    asked ->> '$.launchConfigurationName',
    asked ->> '$.clusterName', asked ->> '$.serviceName', asked ->> '$.service', asked ->> '$.nodegroupName', asked ->> '$.cluster',
    asked ->> '$.family',
    asked ->> '$.computeEnvironmentName', asked ->> '$.jobName', asked ->> '$.notebookInstanceName', asked ->> '$.trainingJobName',
    asked ->> '$.endpointName', asked ->> '$.projectName', asked ->> '$.name', response ->> '$.caseId',
    wanted_resource(error_message)) AS resource,
  size,
  how_many,
  coalesce(regexp_matches(size, '^(ml\.)?(p|g|gr|trn|inf|dl|vt|f)\d')
    OR regexp_matches(size, '\.((8|9|1\d|2\d|3\d|4\d|56|96|112)xlarge|metal)'), false)
    OR coalesce(how_many >= 10 AND event_source <> 'servicequotas.amazonaws.com', false) AS large,
  coalesce((asked ->> '$.disableApiTermination') IN ('true', '{"value":true}'), false)
    OR coalesce((asked ->> '$.disableApiStop') IN ('true', '{"value":true}'), false) AS protected,
  error_code,
  invoked_by,
  source_ip,
  aws_region,
  integrity,
  [event_id] AS evidence
FROM sized
ORDER BY event_time, event_id;
