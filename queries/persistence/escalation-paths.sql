-- title: Escalation by roles passed
-- question: Which known ways from a role passed to a service to its rights did the radius try, and which did it go to the end?
-- severity: critical
-- attack: T1548, T1548.005, T1648
-- PassRole is never logged: a role passed shows in the parameters of the call that passes it, and a refusal to pass it in its message.
-- `path`: what runs with the role's rights then; every role passed, also by ways not listed here, is in spread/roles-passed. `completed`:
-- the session that the service opened with it is in the radius.
WITH paths(event_source, call, path) AS (
  VALUES
    ('ec2.amazonaws.com', 'RunInstances', 'credentials of a new instance'),
    ('ec2.amazonaws.com', 'AssociateIamInstanceProfile', 'credentials of an instance that had no role'),
    ('ec2.amazonaws.com', 'ReplaceIamInstanceProfileAssociation', 'credentials of an instance under another role'),
    ('ec2.amazonaws.com', 'RequestSpotInstances', 'credentials of a new instance'),
    ('ec2.amazonaws.com', 'RequestSpotFleet', 'credentials of new instances'),
    ('ec2.amazonaws.com', 'CreateFleet', 'credentials of new instances'),
    ('ec2.amazonaws.com', 'CreateLaunchTemplate', 'credentials of instances to come'),
    ('ec2.amazonaws.com', 'CreateLaunchTemplateVersion', 'credentials of instances to come'),
    ('autoscaling.amazonaws.com', 'CreateLaunchConfiguration', 'credentials of instances to come'),
    ('lambda.amazonaws.com', 'CreateFunction', 'code of a new function'),
    ('lambda.amazonaws.com', 'UpdateFunctionConfiguration', 'code of a function under another role'),
    ('ecs.amazonaws.com', 'RegisterTaskDefinition', 'containers to come'),
    ('ecs.amazonaws.com', 'RunTask', 'a container'),
    ('ecs.amazonaws.com', 'StartTask', 'a container'),
    ('ecs.amazonaws.com', 'CreateService', 'containers'),
    ('ecs.amazonaws.com', 'UpdateService', 'containers'),
    ('eks.amazonaws.com', 'CreatePodIdentityAssociation', 'pods of a service account'),
    ('eks.amazonaws.com', 'CreateNodegroup', 'nodes of a cluster'),
    ('eks.amazonaws.com', 'CreateFargateProfile', 'pods of a cluster'),
    ('glue.amazonaws.com', 'CreateDevEndpoint', 'a shell on a development endpoint'),
    ('glue.amazonaws.com', 'CreateJob', 'script of a job'),
    ('glue.amazonaws.com', 'UpdateJob', 'script of a job'),
    ('glue.amazonaws.com', 'CreateSession', 'an interactive session'),
    ('sagemaker.amazonaws.com', 'CreateNotebookInstance', 'a notebook'),
    ('sagemaker.amazonaws.com', 'CreateTrainingJob', 'code of a training job'),
    ('sagemaker.amazonaws.com', 'CreateProcessingJob', 'code of a processing job'),
    ('sagemaker.amazonaws.com', 'CreateDomain', 'a studio'),
    ('sagemaker.amazonaws.com', 'CreateUserProfile', 'a studio'),
    ('codebuild.amazonaws.com', 'CreateProject', 'commands of a build'),
    ('codebuild.amazonaws.com', 'UpdateProject', 'commands of a build'),
    ('codebuild.amazonaws.com', 'StartBuild', 'commands of a build'),
    ('codepipeline.amazonaws.com', 'CreatePipeline', 'stages of a pipeline'),
    ('cloudformation.amazonaws.com', 'CreateStack', 'resources of a stack'),
    ('cloudformation.amazonaws.com', 'UpdateStack', 'resources of a stack'),
    ('cloudformation.amazonaws.com', 'CreateChangeSet', 'resources of a stack'),
    ('cloudformation.amazonaws.com', 'CreateStackSet', 'resources of stacks in other accounts'),
    ('states.amazonaws.com', 'CreateStateMachine', 'calls of a state machine'),
    ('states.amazonaws.com', 'UpdateStateMachine', 'calls of a state machine'),
    ('events.amazonaws.com', 'PutTargets', 'targets of a rule'),
    ('scheduler.amazonaws.com', 'CreateSchedule', 'a call on a schedule'),
    ('scheduler.amazonaws.com', 'UpdateSchedule', 'a call on a schedule'),
    ('pipes.amazonaws.com', 'CreatePipe', 'targets of a pipe'),
    ('ssm.amazonaws.com', 'StartAutomationExecution', 'steps of an automation'),
    ('ssm.amazonaws.com', 'CreateAssociation', 'steps of an automation'),
    ('ssm.amazonaws.com', 'CreateActivation', 'machines outside AWS'),
    ('ssm.amazonaws.com', 'RegisterTaskWithMaintenanceWindow', 'tasks of a maintenance window'),
    ('ssm.amazonaws.com', 'UpdateServiceSetting', 'every instance that the agent runs on'),
    ('batch.amazonaws.com', 'RegisterJobDefinition', 'containers of a job'),
    ('datapipeline.amazonaws.com', 'PutPipelineDefinition', 'commands of a pipeline'),
    ('elasticmapreduce.amazonaws.com', 'RunJobFlow', 'nodes of a cluster'),
    ('emr-serverless.amazonaws.com', 'StartJobRun', 'code of a job'),
    ('apprunner.amazonaws.com', 'CreateService', 'a container'),
    ('apprunner.amazonaws.com', 'UpdateService', 'a container'),
    ('transfer.amazonaws.com', 'CreateUser', 'files of a user of a server'),
    ('iot.amazonaws.com', 'CreateRoleAlias', 'holders of device certificates'),
    ('cognito-identity.amazonaws.com', 'SetIdentityPoolRoles', 'identities of a pool'),
    ('rolesanywhere.amazonaws.com', 'CreateProfile', 'holders of certificates'),
    ('rolesanywhere.amazonaws.com', 'UpdateProfile', 'holders of certificates'),
    ('bedrock.amazonaws.com', 'CreateAgent', 'calls of an agent'),
    ('bedrock-agentcore.amazonaws.com', 'CreateCodeInterpreter', 'code of an interpreter'),
    ('amplify.amazonaws.com', 'CreateApp', 'commands of a build'),
    ('imagebuilder.amazonaws.com', 'CreateInfrastructureConfiguration', 'instances that build images')
), calling AS MATERIALIZED (
  -- Parameters are read of these calls alone.
  SELECT * FROM blast_calls WHERE (event_source, call) IN (SELECT event_source, call FROM paths)
), passed AS (
  SELECT
    event_id, event_time, credential, event_source, event_name, call, outcome, source_ip, aws_region, integrity,
    CASE WHEN wanted_action(error_message) = 'iam:PassRole' THEN [wanted_resource(error_message)]
      ELSE list_distinct(regexp_extract_all(CAST(request AS VARCHAR), 'arn:aws[a-z-]*:iam::\d{12}:role/[\w+=,.@/-]+')) END AS roles,
    coalesce(
      request ->> '$.iamInstanceProfile.name', request ->> '$.iamInstanceProfile.arn', request ->> '$.iamInstanceProfile',
      unwrapped(event_name, request) ->> '$.IamInstanceProfile.Name', unwrapped(event_name, request) ->> '$.IamInstanceProfile.Arn',
      unwrapped(event_name, request) ->> '$.LaunchTemplateData.IamInstanceProfile.Name') AS profile
  FROM calling
), attempts AS (
  SELECT *, unnest(CASE WHEN len(roles) > 0 THEN roles ELSE [profile] END) AS role
  FROM passed
  WHERE len(roles) > 0 OR profile IS NOT NULL
), edges AS (
  -- From the call to the session that followed. Where a service re-mints keys, the session is one step beyond the key that was issued.
  SELECT unnest(evidence) AS event_id, to_id AS session, moment FROM blast_edges WHERE method = 'WORK'
  UNION
  SELECT unnest(w.evidence), s.to_id, s.moment
  FROM blast_edges w
  JOIN blast_edges s ON s.from_id = w.to_id AND s.method = 'SESS'
  WHERE w.method = 'WORK'
), sessions AS (
  SELECT
    credential,
    -- A path before the name of a role is in no ARN of a session.
    any_value(regexp_extract(session_issuer_arn, '[^/]*$')) AS role_name,
    min(event_time) AS began,
    arg_min(event_id, (event_time, event_id)) AS first_event,
    count(*) AS events
  FROM blast_calls
  WHERE credential IN (SELECT session FROM edges)
  GROUP BY credential
), followed AS (
  SELECT
    a.event_id, a.role,
    min(coalesce(s.began, e.moment)) AS began,
    arg_min(e.session, (coalesce(s.began, e.moment), e.session), 5) AS sessions,
    CAST(sum(coalesce(s.events, 0)) AS BIGINT) AS events,
    arg_min(s.first_event, (s.began, s.first_event), 100) AS evidence
  FROM attempts a
  JOIN edges e ON e.event_id = a.event_id
  LEFT JOIN sessions s ON s.credential = e.session
  -- A call may pass several roles: of a task, of its execution.
  WHERE NOT contains(a.role, ':role/') OR coalesce(s.role_name = regexp_extract(a.role, '[^/]*$'), true)
  GROUP BY a.event_id, a.role
)
SELECT
  a.event_time,
  a.credential,
  a.event_source,
  a.event_name,
  a.outcome,
  a.role,
  p.path,
  f.event_id IS NOT NULL AS completed,
  f.began AS session_began,
  f.sessions,
  coalesce(f.events, 0) AS events,
  a.source_ip,
  a.aws_region,
  a.integrity,
  list_concat([a.event_id], coalesce(f.evidence, [])) AS evidence
FROM attempts a
JOIN paths p ON p.event_source = a.event_source AND p.call = a.call
LEFT JOIN followed f ON f.event_id = a.event_id AND f.role = a.role
ORDER BY a.event_time, a.event_id, a.role;
