-- title: Organization looked at
-- question: Did the radius look at the organization: accounts, roots, policies, delegations?
-- severity: low
-- attack: T1580
-- A member account sees little of it; a full list of accounts tells the intruder where else to try a role.
-- The evidence of a row is its first hundred events.
WITH asked(event_source, call, about) AS (
  VALUES
    ('organizations.amazonaws.com', 'DescribeOrganization', 'organization'),
    ('organizations.amazonaws.com', 'DescribeOrganizationalUnit', 'organization'),
    ('organizations.amazonaws.com', 'ListRoots', 'organization'),
    ('organizations.amazonaws.com', 'ListOrganizationalUnitsForParent', 'organization'),
    ('organizations.amazonaws.com', 'ListParents', 'organization'),
    ('organizations.amazonaws.com', 'ListChildren', 'organization'),
    ('organizations.amazonaws.com', 'DescribeResourcePolicy', 'organization'),
    ('organizations.amazonaws.com', 'ListAccounts', 'accounts'),
    ('organizations.amazonaws.com', 'ListAccountsForParent', 'accounts'),
    ('organizations.amazonaws.com', 'DescribeAccount', 'accounts'),
    ('organizations.amazonaws.com', 'ListHandshakesForAccount', 'accounts'),
    ('organizations.amazonaws.com', 'ListHandshakesForOrganization', 'accounts'),
    ('organizations.amazonaws.com', 'DescribeCreateAccountStatus', 'accounts'),
    ('organizations.amazonaws.com', 'ListCreateAccountStatus', 'accounts'),
    ('organizations.amazonaws.com', 'ListPolicies', 'policies'),
    ('organizations.amazonaws.com', 'DescribePolicy', 'policies'),
    ('organizations.amazonaws.com', 'ListPoliciesForTarget', 'policies'),
    ('organizations.amazonaws.com', 'ListTargetsForPolicy', 'policies'),
    ('organizations.amazonaws.com', 'DescribeEffectivePolicy', 'policies'),
    ('organizations.amazonaws.com', 'ListDelegatedAdministrators', 'delegations'),
    ('organizations.amazonaws.com', 'ListDelegatedServicesForAccount', 'delegations'),
    ('organizations.amazonaws.com', 'ListAWSServiceAccessForOrganization', 'delegations'),
    ('sso.amazonaws.com', 'ListInstances', 'access'),
    ('sso.amazonaws.com', 'ListPermissionSets', 'access'),
    ('sso.amazonaws.com', 'ListAccountAssignments', 'access'),
    ('controltower.amazonaws.com', 'ListLandingZones', 'organization'),
    ('controltower.amazonaws.com', 'ListEnabledControls', 'organization'),
    ('ram.amazonaws.com', 'GetResourceShares', 'shared resources'),
    ('ram.amazonaws.com', 'ListResources', 'shared resources'),
    ('ram.amazonaws.com', 'ListPrincipals', 'shared resources'),
    ('ram.amazonaws.com', 'GetResourceShareAssociations', 'shared resources'),
    ('cloudformation.amazonaws.com', 'ListStackSets', 'stack sets'),
    ('cloudformation.amazonaws.com', 'DescribeStackSet', 'stack sets'),
    ('cloudformation.amazonaws.com', 'ListStackInstances', 'stack sets')
), called AS (
  SELECT
    b.*, a.about,
    coalesce(
      b.request ->> '$.accountId', b.request ->> '$.policyId', b.request ->> '$.targetId', b.request ->> '$.parentId') AS named
  FROM blast_calls b
  JOIN asked a ON a.event_source = b.event_source AND a.call = b.call
  WHERE NOT is_service(b.invoked_by)
)
SELECT
  credential,
  about,
  event_source,
  call,
  outcome,
  count(*) AS events,
  list_sort(list(DISTINCT named) FILTER (named IS NOT NULL))[1:20] AS asked_about,
  list_sort(list(DISTINCT aws_region)) AS regions,
  list_sort(list(DISTINCT source_ip))[1:20] AS addresses,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM called
GROUP BY credential, about, event_source, call, outcome
ORDER BY first_time, credential, event_source, call, outcome;
