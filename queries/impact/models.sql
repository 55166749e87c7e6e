-- title: Language models used
-- question: Did the radius call models of Bedrock or SageMaker, get access to them, or hide their use?
-- severity: high
-- attack: T1496.004, T1562.008, T1685.002
-- By model and region; the evidence of a row is its first hundred events. `bearer`: calls with an API key of Bedrock, which is no key of
-- AWS's usual kind and survives the deactivation of it. What was asked and answered is in the models' own logs, where they are on.
WITH models AS (
  SELECT
    *,
    CASE
      WHEN regexp_matches(call, '^(Invoke|Converse|StartAsyncInvoke|RetrieveAndGenerate|OptimizePrompt|CreateModelInvocationJob)')
        THEN 'called'
      WHEN contains(call, 'Logging') THEN 'its log changed'
      WHEN call = 'CreateServiceSpecificCredential' THEN 'API key made'
      WHEN regexp_matches(call, 'Provisioned|Throughput|InferenceProfile') THEN 'capacity bought'
      WHEN regexp_matches(call, 'Guardrail') THEN 'guardrail changed'
      ELSE 'access got' END AS what,
    coalesce(request ->> '$.modelId', request ->> '$.endpointName', request ->> '$.agentId', request ->> '$.flowIdentifier',
      request ->> '$.modelInput.modelId',
      request ->> '$.guardrailIdentifier', request ->> '$.userName', wanted_resource(error_message)) AS model
  FROM blast_calls
  WHERE (event_source IN ('bedrock.amazonaws.com', 'bedrock-runtime.amazonaws.com', 'bedrock-agent-runtime.amazonaws.com',
        'bedrock-agentcore.amazonaws.com', 'bedrock-mantle.amazonaws.com')
      AND call IN ('InvokeModel', 'InvokeModelWithResponseStream', 'InvokeModelWithBidirectionalStream', 'Converse', 'ConverseStream',
        'StartAsyncInvoke', 'InvokeAgent', 'InvokeInlineAgent', 'InvokeFlow', 'RetrieveAndGenerate', 'OptimizePrompt',
        'CreateModelInvocationJob',
        'PutUseCaseForModelAccess', 'PutFoundationModelEntitlement', 'CreateFoundationModelAgreement', 'DeleteFoundationModelAgreement',
        'CreateProvisionedModelThroughput', 'CreateInferenceProfile', 'PutModelInvocationLoggingConfiguration',
        'DeleteModelInvocationLoggingConfiguration', 'UpdateGuardrail', 'DeleteGuardrail', 'CreateAgent', 'InvokeAgentRuntime'))
    OR (event_source = 'agreement-marketplace.amazonaws.com' AND call = 'AcceptAgreementRequest')
    OR (event_source IN ('sagemaker.amazonaws.com', 'runtime.sagemaker.amazonaws.com')
      AND call IN ('InvokeEndpoint', 'InvokeEndpointAsync', 'InvokeEndpointWithResponseStream'))
    OR (event_source = 'iam.amazonaws.com' AND call = 'CreateServiceSpecificCredential' AND contains(request ->> '$.serviceName',
      'bedrock'))
)
SELECT
  what,
  model,
  credential,
  event_name,
  outcome,
  coalesce((extra ->> '$.callWithBearerToken') = 'true' OR contains(identity_arn, ':user/BedrockAPIKey-'), false) AS bearer,
  invoked_by,
  count(*) AS events,
  CAST(sum(TRY_CAST(extra ->> '$.inputTokens' AS BIGINT)) AS BIGINT) AS input_tokens,
  CAST(sum(TRY_CAST(extra ->> '$.outputTokens' AS BIGINT)) AS BIGINT) AS output_tokens,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  aws_region AS region,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM models
GROUP BY what, model, credential, event_name, outcome, bearer, invoked_by, aws_region
ORDER BY first_time, what, model, credential, event_name, outcome, region;
