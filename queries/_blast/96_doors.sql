-- What the radius set up that is no key, and lets somebody in again: users, roles, passwords, other credentials, trust, providers,
-- workloads with a role, sign-ins that refresh themselves. `subject` is the user or role that it hangs on.
CREATE OR REPLACE TEMP TABLE spread_doors AS
WITH calls_of AS (
  SELECT
    event_id, event_time, credential, call, event_source, recipient_account AS account, aws_region AS region, request, response, extra, integrity,
    coalesce(request ->> '$.userName', CASE WHEN identity_type = 'IAMUser' THEN regexp_extract(identity_arn, '[^/]*$') END) AS user_name
  FROM blast_calls
  WHERE outcome = 'succeeded'
    AND ((event_source = 'iam.amazonaws.com' AND call IN ('CreateUser', 'CreateRole', 'CreateLoginProfile', 'UpdateLoginProfile', 'ChangePassword',
        'CreateServiceSpecificCredential', 'ResetServiceSpecificCredential', 'UploadSSHPublicKey', 'UploadSigningCertificate', 'EnableMFADevice',
        'UpdateAssumeRolePolicy', 'CreateSAMLProvider', 'UpdateSAMLProvider', 'CreateOpenIDConnectProvider', 'AddClientIDToOpenIDConnectProvider'))
      OR (event_source = 'rolesanywhere.amazonaws.com' AND call IN ('CreateTrustAnchor', 'UpdateTrustAnchor', 'EnableTrustAnchor'))
      OR (event_source = 'signin.amazonaws.com' AND call IN ('CreateOAuth2Token', 'CreateOAuth2TokenWithIAM'))
      OR (event_source = 'ec2.amazonaws.com' AND call = 'RunInstances')
      OR (event_source = 'lambda.amazonaws.com' AND call = 'CreateFunction')
      OR (event_source = 'ecs.amazonaws.com' AND call IN ('RunTask', 'StartTask'))
      OR (event_source = 'codebuild.amazonaws.com' AND call = 'CreateProject')
      OR (event_source = 'states.amazonaws.com' AND call = 'CreateStateMachine')
      OR (event_source = 'glue.amazonaws.com' AND call IN ('CreateDevEndpoint', 'CreateJob'))
      OR (event_source = 'sagemaker.amazonaws.com' AND call = 'CreateNotebookInstance'))
)
SELECT
  event_id, event_time, credential, call, account, region, integrity,
  CASE
    WHEN call = 'CreateUser' THEN 'user'
    WHEN call = 'CreateRole' THEN 'role'
    WHEN call IN ('CreateLoginProfile', 'UpdateLoginProfile', 'ChangePassword') THEN 'password'
    WHEN call LIKE '%ServiceSpecificCredential' THEN 'service-credential'
    WHEN call = 'UploadSSHPublicKey' THEN 'ssh-key'
    WHEN call = 'UploadSigningCertificate' THEN 'certificate'
    WHEN call = 'EnableMFADevice' THEN 'mfa-device'
    WHEN call = 'UpdateAssumeRolePolicy' THEN 'trust'
    WHEN call LIKE '%Provider' THEN 'provider'
    WHEN call LIKE '%TrustAnchor' THEN 'anchor'
    WHEN call LIKE 'CreateOAuth2%' THEN 'oauth'
    ELSE 'workload' END AS kind,
  CASE WHEN call IN ('CreateRole', 'UpdateAssumeRolePolicy') THEN 'role' ELSE 'user' END AS sort,
  CASE
    WHEN call IN ('CreateRole', 'UpdateAssumeRolePolicy') THEN request ->> '$.roleName'
    WHEN event_source = 'iam.amazonaws.com' AND call NOT LIKE '%Provider' THEN user_name END AS subject,
  unnest(CASE
    WHEN call = 'CreateUser' THEN [coalesce(response ->> '$.user.arn', request ->> '$.userName')]
    WHEN call = 'CreateRole' THEN [coalesce(response ->> '$.role.arn', request ->> '$.roleName')]
    WHEN call LIKE '%ServiceSpecificCredential' THEN
      [coalesce(response ->> '$.serviceSpecificCredential.serviceSpecificCredentialId', request ->> '$.serviceSpecificCredentialId')]
    WHEN call = 'UploadSSHPublicKey' THEN [response ->> '$.sSHPublicKey.sSHPublicKeyId']
    WHEN call = 'UploadSigningCertificate' THEN [response ->> '$.certificate.certificateId']
    WHEN call = 'EnableMFADevice' THEN [request ->> '$.serialNumber']
    WHEN call = 'UpdateAssumeRolePolicy' THEN [request ->> '$.roleName']
    WHEN call LIKE '%SAMLProvider' THEN [coalesce(response ->> '$.sAMLProviderArn', request ->> '$.sAMLProviderArn')]
    WHEN call LIKE '%OpenIDConnectProvider' THEN [coalesce(response ->> '$.openIDConnectProviderArn', request ->> '$.openIDConnectProviderArn')]
    WHEN call LIKE '%TrustAnchor' THEN [coalesce(response ->> '$.trustAnchor.trustAnchorArn', request ->> '$.trustAnchorId')]
    WHEN call LIKE 'CreateOAuth2%' THEN [extra ->> '$.signInSessionArn']
    WHEN call = 'RunInstances' THEN
      -- Without an instance profile an instance is given no credentials.
      CASE WHEN coalesce(request -> '$.iamInstanceProfile', response -> '$.instancesSet.items[0].iamInstanceProfile') IS NOT NULL
        THEN json_extract_string(response, '$.instancesSet.items[*].instanceId') ELSE [] END
    WHEN call IN ('RunTask', 'StartTask') THEN json_extract_string(response, '$.tasks[*].taskArn')
    WHEN call = 'CreateFunction' THEN [coalesce(response ->> '$.functionName', request ->> '$.functionName')]
    WHEN call = 'CreateNotebookInstance' THEN [request ->> '$.notebookInstanceName']
    WHEN call = 'CreateDevEndpoint' THEN [request ->> '$.endpointName']
    WHEN call IN ('CreateProject', 'CreateStateMachine', 'CreateJob') THEN [request ->> '$.name']
    -- A password goes by its user.
    ELSE [user_name] END) AS id
FROM calls_of;
