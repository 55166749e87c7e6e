-- title: Workloads taken over
-- question: Did the radius change, or open a shell in, an instance, function or job, and thus come by its role?
-- severity: critical
-- attack: T1651, T1021.007
-- A workload that the radius itself made is not taken over: `made_by_radius`. What the workload does afterwards may still be its owner's: its
-- sessions are `suspected`, never of the radius by themselves. The evidence of a row is its first hundred events.
WITH kinds(event_source, call, how) AS (
  VALUES
    ('lambda.amazonaws.com', 'UpdateFunctionCode', 'code replaced'),
    ('lambda.amazonaws.com', 'UpdateFunctionConfiguration', 'configuration changed (role, layers, environment)'),
    ('lambda.amazonaws.com', 'PublishLayerVersion', 'layer replaced'),
    ('ec2.amazonaws.com', 'ModifyInstanceAttribute', 'attribute changed (user data runs at the next start)'),
    ('ec2.amazonaws.com', 'ReplaceIamInstanceProfileAssociation', 'role replaced'),
    ('ec2.amazonaws.com', 'AssociateIamInstanceProfile', 'role added'),
    ('ec2.amazonaws.com', 'GetPasswordData', 'password of the administrator fetched'),
    ('ec2.amazonaws.com', 'CreateReplaceRootVolumeTask', 'root volume replaced'),
    ('ssm.amazonaws.com', 'SendCommand', 'command run'),
    ('ssm.amazonaws.com', 'StartSession', 'shell opened'),
    ('ssm.amazonaws.com', 'ResumeSession', 'shell opened'),
    ('ssm.amazonaws.com', 'StartAutomationExecution', 'automation run'),
    ('ssm.amazonaws.com', 'CreateAssociation', 'command run at intervals'),
    ('ssm.amazonaws.com', 'UpdateAssociation', 'command run at intervals'),
    ('ec2-instance-connect.amazonaws.com', 'SendSSHPublicKey', 'SSH key pushed'),
    ('ec2-instance-connect.amazonaws.com', 'SendSerialConsoleSSHPublicKey', 'serial console opened'),
    ('ec2-instance-connect.amazonaws.com', 'OpenTunnel', 'tunnel opened'),
    ('ecs.amazonaws.com', 'ExecuteCommand', 'shell opened'),
    ('ecs.amazonaws.com', 'UpdateService', 'task replaced'),
    ('glue.amazonaws.com', 'UpdateDevEndpoint', 'SSH key added'),
    ('glue.amazonaws.com', 'UpdateJob', 'code replaced'),
    ('codebuild.amazonaws.com', 'UpdateProject', 'build changed'),
    ('codebuild.amazonaws.com', 'StartBuild', 'build run'),
    ('codepipeline.amazonaws.com', 'UpdatePipeline', 'pipeline changed'),
    ('sagemaker.amazonaws.com', 'CreatePresignedNotebookInstanceUrl', 'notebook opened'),
    ('sagemaker.amazonaws.com', 'CreatePresignedDomainUrl', 'notebook opened'),
    ('sagemaker.amazonaws.com', 'UpdateNotebookInstance', 'notebook changed'),
    ('sagemaker.amazonaws.com', 'UpdateNotebookInstanceLifecycleConfig', 'start script of a notebook replaced'),
    ('cloudformation.amazonaws.com', 'UpdateStack', 'stack changed'),
    ('cloudformation.amazonaws.com', 'ExecuteChangeSet', 'stack changed'),
    ('states.amazonaws.com', 'UpdateStateMachine', 'definition replaced'),
    ('apprunner.amazonaws.com', 'UpdateService', 'service changed'),
    ('datapipeline.amazonaws.com', 'PutPipelineDefinition', 'definition replaced'),
    ('elasticmapreduce.amazonaws.com', 'AddJobFlowSteps', 'job added'),
    ('eks.amazonaws.com', 'AssociateAccessPolicy', 'rights in the cluster'),
    ('eks.amazonaws.com', 'CreatePodIdentityAssociation', 'role given to pods'),
    ('batch.amazonaws.com', 'SubmitJob', 'job run')
), taken AS (
  SELECT
    b.*, k.how,
    coalesce(b.request ->> '$.functionName', b.request ->> '$.layerName', b.request ->> '$.instanceId', b.request ->> '$.target',
      b.request ->> '$.instanceIds[0]', b.request ->> '$.resourceArn', b.request ->> '$.task', b.request ->> '$.service',
      b.request ->> '$.endpointName', b.request ->> '$.jobName',
      b.request ->> '$.projectName', b.request ->> '$.name', b.request ->> '$.notebookInstanceName', b.request ->> '$.domainId',
      b.request ->> '$.stackName', b.request ->> '$.stateMachineArn', b.request ->> '$.pipelineId', b.request ->> '$.jobFlowId',
      b.request ->> '$.clusterName', b.request ->> '$.jobQueue', wanted_resource(b.error_message)) AS target
  FROM blast_calls b
  JOIN kinds k ON k.event_source = b.event_source AND k.call = b.call
  WHERE NOT is_service(b.invoked_by)
    -- Of the many attributes of an instance only this one runs code.
    AND (b.event_name <> 'ModifyInstanceAttribute' OR b.outcome = 'denied' OR json_exists(b.request, '$.userData'))
), made AS (
  SELECT
    event_time,
    unnest(list_concat(
      [coalesce(response ->> '$.functionName', request ->> '$.functionName', request ->> '$.name', request ->> '$.stackName',
        request ->> '$.notebookInstanceName')],
      json_extract_string(response, '$.instancesSet.items[*].instanceId'))) AS name
  FROM blast_calls
  WHERE outcome = 'succeeded'
    AND call IN ('RunInstances', 'CreateFunction', 'CreateJob', 'CreateProject', 'CreateStack', 'CreateNotebookInstance', 'CreateStateMachine')
), suspected AS (
  SELECT event_id, list_sort(list(DISTINCT to_id)) AS sessions
  FROM (SELECT unnest(evidence) AS event_id, to_id FROM blast_suspects WHERE method = 'WORK')
  GROUP BY event_id
)
SELECT
  min(t.event_time) AS first_time,
  max(t.event_time) AS last_time,
  t.credential,
  t.how,
  t.event_source,
  t.call,
  t.outcome,
  list_sort(list(DISTINCT t.target) FILTER (t.target IS NOT NULL))[1:50] AS targets,
  count(*) AS times,
  any_value(coalesce(t.response ->> '$.role', t.request ->> '$.role', t.request ->> '$.documentName') ORDER BY t.event_time, t.event_id)
    AS role_or_document,
  bool_or(m.name IS NOT NULL) AS made_by_radius,
  list_sort(list_distinct(flatten(list(s.sessions)))) AS suspected,
  bool_or(t.request_omitted) AS request_omitted,
  count(*) FILTER (t.integrity = 'valid') AS proven,
  arg_min(t.event_id, (t.event_time, t.event_id), 100) AS evidence
FROM taken t
LEFT JOIN (SELECT name, min(event_time) AS event_time FROM made WHERE name IS NOT NULL GROUP BY name) m
  ON m.name = regexp_replace(t.target, '^arn:aws[a-z-]*:lambda:[^:]*:\d*:function:', '') AND m.event_time <= t.event_time
LEFT JOIN suspected s ON s.event_id = t.event_id
-- What was done is told workload by workload, what was tried together.
GROUP BY t.credential, t.how, t.event_source, t.call, t.outcome, CASE WHEN t.outcome = 'succeeded' THEN t.target END
ORDER BY first_time, t.credential, t.call, t.outcome, targets;
