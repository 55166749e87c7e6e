-- The resource policy that a call sets, whatever the service calls the parameter; raw, encoded or an object. Null: it sets none.
-- Policies of identities (iam, organizations) give rights to somebody inside and name no outsider; a role's trust policy does.
CREATE OR REPLACE TEMP MACRO resource_policy(event_source, call, asked) AS
  CASE
    WHEN event_source = 'iam.amazonaws.com' THEN CASE call
      WHEN 'CreateRole' THEN asked ->> '$.assumeRolePolicyDocument'
      WHEN 'UpdateAssumeRolePolicy' THEN asked ->> '$.policyDocument' END
    WHEN event_source = 'organizations.amazonaws.com' THEN NULL
    ELSE coalesce(
      asked ->> '$.bucketPolicy', asked ->> '$.policy', asked ->> '$.Policy', asked ->> '$.resourcePolicy', asked ->> '$.policyText',
      asked ->> '$.policyDocument', asked ->> '$.policyInJson', asked ->> '$.accessPolicy', asked ->> '$.accessPolicies',
      asked ->> '$.attributes.Policy', CASE WHEN (asked ->> '$.attributeName') = 'Policy' THEN asked ->> '$.attributeValue' END)
  END;
