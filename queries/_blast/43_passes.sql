-- Roles that the writes of reached actors passed to a service: any ARN of a role that is a whole value of the parameters, and the few
-- parameters that take a role by name. A role inside a policy document is somebody who is let in, not one that is passed, and calls of
-- IAM name roles without passing them.
CREATE OR REPLACE TEMP TABLE spread_passes AS
SELECT DISTINCT
  event_id, event_time, node, event_source, call,
  CASE WHEN starts_with(passed, 'arn:') THEN split_part(passed, ':', 5) ELSE recipient_account END AS account,
  regexp_extract(passed, '[^/]*$') AS role
FROM (
  SELECT
    *,
    unnest(list_concat(
      -- In a document that is a string within the JSON the quote has a backslash before it.
      regexp_extract_all(CAST(request AS VARCHAR), '[:\[,]\s*"(arn:aws[a-z-]*:iam::\d{12}:role/[\w+=,.@/-]+)"', 1),
      list_filter([
        request ->> '$.iamRole', request ->> '$.serviceRole', request ->> '$.jobFlowRole',
        CASE WHEN call = 'UpdateServiceSetting' AND (request ->> '$.settingId') LIKE '%default-ec2-instance-management-role' THEN request ->> '$.settingValue' END
      ], lambda name: regexp_full_match(name, '[\w+=,.@/-]+')))) AS passed
  FROM spread_writes
  WHERE event_source NOT IN ('iam.amazonaws.com', 'sts.amazonaws.com', 'kms.amazonaws.com', 'ram.amazonaws.com', 'organizations.amazonaws.com',
      'sso.amazonaws.com', 'access-analyzer.amazonaws.com', 'lakeformation.amazonaws.com')
    AND NOT contains(call, 'Policy') AND NOT contains(call, 'Permission') AND call NOT IN ('CreateAccessEntry', 'CreateGrant')
    AND NOT starts_with(call, 'Delete')
    -- Functions and tasks are tied to their sessions by name (24_workloads.sql).
    AND call NOT IN ('CreateFunction', 'RunTask', 'StartTask')
);
