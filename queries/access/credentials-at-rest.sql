-- title: Places where credentials lie
-- question: Did the radius read start-up scripts, environments, build settings or files in which credentials are often left?
-- severity: medium
-- attack: T1552.001, T1552.005
-- By resource; the evidence of a row is its first hundred events. That something was read does not say that there was a credential in it;
-- keys first used afterwards from the same address are worth a look.
WITH reads AS (
  SELECT
    *,
    CASE
      WHEN call = 'DescribeInstanceAttribute' OR call LIKE '%aunch%' THEN 'start-up script'
      WHEN event_source = 'lambda.amazonaws.com' THEN 'environment of functions'
      WHEN event_source = 'ecs.amazonaws.com' OR event_source = 'batch.amazonaws.com' THEN 'environment of containers'
      WHEN event_source IN ('codebuild.amazonaws.com', 'codepipeline.amazonaws.com') THEN 'settings of builds'
      WHEN event_source = 'cloudformation.amazonaws.com' THEN 'templates and parameters of stacks'
      WHEN event_source = 's3.amazonaws.com' THEN 'file whose name promises credentials'
      WHEN event_source = 'glue.amazonaws.com' THEN 'connections and jobs'
      WHEN call IN ('GetCommandInvocation', 'ListCommandInvocations', 'GetConsoleOutput') THEN 'output of commands'
      ELSE 'settings' END AS place,
    coalesce(request ->> '$.instanceId', request ->> '$.InstanceId',
      unwrapped(event_name, request) ->> '$.LaunchTemplateId.content', unwrapped(event_name, request) ->> '$.LaunchTemplateId',
      unwrapped(event_name, request) ->> '$.LaunchTemplateName', unwrapped(event_name, request) ->> '$.InstanceId',
      request ->> '$.launchConfigurationNames', request ->> '$.functionName', request ->> '$.names', request ->> '$.taskDefinition',
      request ->> '$.stackName', (request ->> '$.bucketName') || '/' || (request ->> '$.key'), request ->> '$.name',
      request ->> '$.jobName',
      request ->> '$.appId', request ->> '$.serviceArn', request ->> '$.pipelineId', request ->> '$.notebookInstanceLifecycleConfigName',
      request ->> '$.environmentName', request ->> '$.commandId', request ->> '$.jobDefinitionName',
      wanted_resource(error_message)) AS resource
  FROM blast_calls
  WHERE (event_source = 'ec2.amazonaws.com' AND call = 'DescribeInstanceAttribute'
      AND ((request ->> '$.attribute') = 'userData' OR request IS NULL))
    OR (event_source = 'ec2.amazonaws.com' AND call IN ('DescribeLaunchTemplateVersions', 'GetLaunchTemplateData', 'GetConsoleOutput'))
    OR (event_source = 'autoscaling.amazonaws.com' AND call = 'DescribeLaunchConfigurations')
    OR (event_source = 'lambda.amazonaws.com' AND call IN ('GetFunction', 'GetFunctionConfiguration', 'ListFunctions'))
    OR (event_source = 'codebuild.amazonaws.com' AND call IN ('BatchGetProjects', 'BatchGetBuilds'))
    OR (event_source = 'codepipeline.amazonaws.com' AND call = 'GetPipeline')
    OR (event_source = 'ecs.amazonaws.com' AND call = 'DescribeTaskDefinition')
    OR (event_source = 'batch.amazonaws.com' AND call = 'DescribeJobDefinitions')
    OR (event_source = 'cloudformation.amazonaws.com' AND call IN ('GetTemplate', 'DescribeStacks', 'DescribeStackResources'))
    OR (event_source = 'elasticbeanstalk.amazonaws.com' AND call = 'DescribeConfigurationSettings')
    OR (event_source = 'amplify.amazonaws.com' AND call IN ('GetApp', 'ListApps', 'GetBranch'))
    OR (event_source = 'apprunner.amazonaws.com' AND call = 'DescribeService')
    OR (event_source = 'glue.amazonaws.com' AND call IN ('GetConnection', 'GetConnections', 'GetJob', 'GetJobs'))
    OR (event_source = 'sagemaker.amazonaws.com' AND call IN ('DescribeNotebookInstanceLifecycleConfig', 'DescribeStudioLifecycleConfig'))
    OR (event_source = 'datapipeline.amazonaws.com' AND call = 'GetPipelineDefinition')
    OR (event_source = 'ssm.amazonaws.com' AND call IN ('GetCommandInvocation', 'ListCommandInvocations', 'GetDocument'))
    OR (event_source = 'airflow.amazonaws.com' AND call = 'GetEnvironment')
    OR (event_source = 's3.amazonaws.com' AND call = 'GetObject' AND regexp_matches(request ->> '$.key',
      '(?i)(\.tfstate|\.tfvars|\.env|\.pem|\.ppk|\.p12|\.pfx|\.kdbx|\.jks|id_rsa|id_ed25519|credentials(\.\w+)?|accesskeys?\.csv|\.npmrc|\.netrc|\.pgpass|kubeconfig|secrets?\.\w+)$'))
)
SELECT
  place,
  resource,
  credential,
  event_source,
  event_name,
  outcome,
  invoked_by,
  count(*) AS events,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  any_value(recipient_account) AS account,
  any_value(aws_region) AS region,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM reads
GROUP BY place, resource, credential, event_source, event_name, outcome, invoked_by
ORDER BY first_time, place, resource, credential, event_name, outcome, invoked_by;
