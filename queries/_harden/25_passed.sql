-- Roles that were handed to a service: CloudTrail has no event of iam:PassRole, but the call that passes one names it. Any ARN of a role that is a
-- whole value of the parameters of a call that succeeded (a role inside a policy document is somebody who is let in), and the role of an
-- instance profile where the state of IAM tells it. `role` null: it does not, and nothing is allowed for it.
CREATE OR REPLACE TEMP TABLE harden_passed AS
WITH passing AS (
  SELECT e.principal, e.via_service, e.event_id, e.event_time, e.proven, e.event_source, e.call, v.recipient_account AS account, v.request
  FROM harden_events e
  JOIN events v ON v.rowid = e.event_row
  WHERE e.outcome = 'succeeded' AND NOT e.doubted AND v.read_only IS NOT true
    AND e.event_source NOT IN ('iam.amazonaws.com', 'sts.amazonaws.com', 'kms.amazonaws.com', 'ram.amazonaws.com', 'organizations.amazonaws.com',
      'sso.amazonaws.com', 'access-analyzer.amazonaws.com', 'lakeformation.amazonaws.com')
    AND NOT contains(e.call, 'Policy') AND NOT contains(e.call, 'Permission') AND e.call NOT IN ('CreateAccessEntry', 'CreateGrant')
    AND NOT starts_with(e.call, 'Delete')
), profiles AS (
  SELECT account_id, regexp_extract(profile, '[^/]*$') AS profile, min(arn) AS role
  FROM (SELECT account_id, arn, unnest(instance_profiles) AS profile FROM iam_roles SEMI JOIN iam_newest('authorization-details') USING (account_id, collected_at))
  GROUP BY 1, 2
  HAVING count(DISTINCT arn) = 1
), passed AS (
  SELECT * EXCLUDE (request, account), unnest(list_distinct(regexp_extract_all(CAST(request AS VARCHAR), '[:\[,]\s*"(arn:aws[a-z-]*:iam::\d{12}:role/[\w+=,.@/-]+)"', 1))) AS role, NULL AS profile
  FROM passing
  UNION ALL
  SELECT p.* EXCLUDE (request, account, profile), f.role, p.profile
  FROM (
    SELECT *, regexp_extract(coalesce(request ->> '$.iamInstanceProfile.arn', request ->> '$.iamInstanceProfile.name', request ->> '$.AssociateIamInstanceProfileRequest.IamInstanceProfile.Name'), '[^/]*$') AS profile
    FROM passing
    WHERE event_source = 'ec2.amazonaws.com' AND call IN ('RunInstances', 'AssociateIamInstanceProfile', 'ReplaceIamInstanceProfileAssociation')
  ) p
  LEFT JOIN profiles f ON f.account_id = p.account AND f.profile = p.profile
  WHERE p.profile <> ''
)
SELECT principal, via_service, event_source, call, role, profile, count(*) AS events, count(*) FILTER (proven) AS proven, min(event_time) AS first_time,
  max(event_time) AS last_time, arg_min(event_id, (event_time, event_id), 20) AS evidence
FROM passed
GROUP BY ALL;
