-- Workloads that were there before and that a reached actor took over, or could have: the name that their sessions bear, from when on.
-- `gave_role`: the actor gave the workload a role as well.
CREATE OR REPLACE TEMP TABLE spread_taken AS
WITH calling AS (
  SELECT event_id, event_time, node, event_source, call, request, response, recipient_account, aws_region FROM spread_writes
  UNION ALL
  SELECT event_id, event_time, node, event_source, call, request, response, recipient_account, aws_region FROM spread_asked
), on_instances AS (
  SELECT *, CAST(request AS VARCHAR) AS asked
  FROM calling
  WHERE (event_source = 'ec2.amazonaws.com' AND (
      call IN ('GetPasswordData', 'AssociateIamInstanceProfile', 'ReplaceIamInstanceProfileAssociation', 'AttachVolume', 'CreateReplaceRootVolumeTask')
      -- Of the attributes only the user data is run.
      OR call = 'ModifyInstanceAttribute' AND (json_exists(request, '$.userData') OR (request ->> '$.attribute') = 'userData')))
    OR (event_source = 'ssm.amazonaws.com' AND call IN ('SendCommand', 'StartSession', 'ResumeSession', 'CreateAssociation', 'UpdateAssociation', 'StartAutomationExecution'))
    OR (event_source = 'ec2-instance-connect.amazonaws.com' AND call IN ('SendSSHPublicKey', 'SendSerialConsoleSSHPublicKey', 'OpenTunnel'))
), on_functions AS (
  SELECT *, coalesce(response ->> '$.functionName', request ->> '$.functionName') AS function_name
  FROM calling
  WHERE event_source = 'lambda.amazonaws.com'
    AND call IN ('UpdateFunctionCode', 'UpdateFunctionConfiguration', 'AddPermission', 'CreateFunctionUrlConfig', 'UpdateFunctionUrlConfig',
      'CreateEventSourceMapping', 'UpdateEventSourceMapping')
)
SELECT DISTINCT
  event_id, event_time, node, call, 'instance' AS kind, NULL AS opener, NULL AS role, recipient_account AS account, aws_region AS region,
  -- An id is a whole value of the parameters; of ReplaceIamInstanceProfileAssociation only the response tells the instance. mi-: a host outside AWS.
  unnest(regexp_extract_all(
    concat_ws(' ', asked, CASE WHEN call = 'ReplaceIamInstanceProfileAssociation' THEN response END), '"(m?i-[0-9A-Za-z]+)"', 1)) AS name,
  call IN ('AssociateIamInstanceProfile', 'ReplaceIamInstanceProfileAssociation') AS gave_role
FROM on_instances
UNION ALL
SELECT
  event_id, event_time, node, call, 'function', 'lambda.amazonaws.com', nullif(regexp_extract(response ->> '$.role', '[^/]*$'), ''),
  recipient_account, aws_region,
  -- By name, or by an ARN with or without a version behind it.
  CASE WHEN contains(function_name, ':function:') THEN regexp_extract(function_name, ':function:([^:]+)', 1) ELSE split_part(function_name, ':', 1) END,
  false
FROM on_functions
WHERE function_name <> ''
UNION ALL
SELECT
  event_id, event_time, node, call, 'task', 'ecs-tasks.amazonaws.com', NULL, recipient_account, aws_region,
  regexp_extract(coalesce(request ->> '$.task', response ->> '$.taskArn'), '[^/]*$'), false
FROM calling
WHERE event_source = 'ecs.amazonaws.com' AND call = 'ExecuteCommand';
