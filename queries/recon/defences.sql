-- title: Logging and detection looked at
-- question: Did the radius look at trails, detectors, alarms and findings?
-- severity: medium
-- attack: T1518.001, T1654
-- What it then did about them is section evasion. LookupEvents shows the intruder what the log says of it.
-- The evidence of a row is its first hundred events.
WITH asked(event_source, call, about) AS (
  VALUES
    ('cloudtrail.amazonaws.com', 'DescribeTrails', 'logging'),
    ('cloudtrail.amazonaws.com', 'GetTrail', 'logging'),
    ('cloudtrail.amazonaws.com', 'GetTrailStatus', 'logging'),
    ('cloudtrail.amazonaws.com', 'ListTrails', 'logging'),
    ('cloudtrail.amazonaws.com', 'GetEventSelectors', 'logging'),
    ('cloudtrail.amazonaws.com', 'GetInsightSelectors', 'logging'),
    ('cloudtrail.amazonaws.com', 'ListEventDataStores', 'logging'),
    ('cloudtrail.amazonaws.com', 'GetEventDataStore', 'logging'),
    ('cloudtrail.amazonaws.com', 'ListChannels', 'logging'),
    ('cloudtrail.amazonaws.com', 'LookupEvents', 'events read'),
    ('cloudtrail.amazonaws.com', 'StartQuery', 'events read'),
    ('cloudtrail.amazonaws.com', 'GetQueryResults', 'events read'),
    ('guardduty.amazonaws.com', 'ListDetectors', 'detection'),
    ('guardduty.amazonaws.com', 'GetDetector', 'detection'),
    ('guardduty.amazonaws.com', 'ListFindings', 'detection'),
    ('guardduty.amazonaws.com', 'GetFindings', 'detection'),
    ('guardduty.amazonaws.com', 'GetFindingsStatistics', 'detection'),
    ('guardduty.amazonaws.com', 'ListFilters', 'detection'),
    ('guardduty.amazonaws.com', 'ListIPSets', 'detection'),
    ('guardduty.amazonaws.com', 'ListMembers', 'detection'),
    ('guardduty.amazonaws.com', 'GetMembers', 'detection'),
    ('guardduty.amazonaws.com', 'ListPublishingDestinations', 'detection'),
    ('guardduty.amazonaws.com', 'DescribeOrganizationConfiguration', 'detection'),
    ('securityhub.amazonaws.com', 'DescribeHub', 'detection'),
    ('securityhub.amazonaws.com', 'GetFindings', 'detection'),
    ('securityhub.amazonaws.com', 'GetEnabledStandards', 'detection'),
    ('securityhub.amazonaws.com', 'ListMembers', 'detection'),
    ('securityhub.amazonaws.com', 'GetInsights', 'detection'),
    ('securityhub.amazonaws.com', 'ListEnabledProductsForImport', 'detection'),
    ('config.amazonaws.com', 'DescribeConfigurationRecorders', 'detection'),
    ('config.amazonaws.com', 'DescribeConfigurationRecorderStatus', 'detection'),
    ('config.amazonaws.com', 'DescribeDeliveryChannels', 'detection'),
    ('config.amazonaws.com', 'DescribeConfigRules', 'detection'),
    ('config.amazonaws.com', 'GetComplianceDetailsByConfigRule', 'detection'),
    ('access-analyzer.amazonaws.com', 'ListAnalyzers', 'detection'),
    ('access-analyzer.amazonaws.com', 'ListFindings', 'detection'),
    ('access-analyzer.amazonaws.com', 'ListFindingsV2', 'detection'),
    ('access-analyzer.amazonaws.com', 'GetFinding', 'detection'),
    ('inspector2.amazonaws.com', 'ListFindings', 'detection'),
    ('inspector2.amazonaws.com', 'BatchGetAccountStatus', 'detection'),
    ('inspector2.amazonaws.com', 'ListCoverage', 'detection'),
    ('macie2.amazonaws.com', 'GetMacieSession', 'detection'),
    ('macie2.amazonaws.com', 'ListFindings', 'detection'),
    ('macie2.amazonaws.com', 'GetFindings', 'detection'),
    ('detective.amazonaws.com', 'ListGraphs', 'detection'),
    ('monitoring.amazonaws.com', 'DescribeAlarms', 'alarms'),
    ('monitoring.amazonaws.com', 'DescribeAlarmsForMetric', 'alarms'),
    ('monitoring.amazonaws.com', 'ListDashboards', 'alarms'),
    ('monitoring.amazonaws.com', 'ListMetrics', 'alarms'),
    ('logs.amazonaws.com', 'DescribeLogGroups', 'logging'),
    ('logs.amazonaws.com', 'DescribeLogStreams', 'logging'),
    ('logs.amazonaws.com', 'DescribeSubscriptionFilters', 'logging'),
    ('logs.amazonaws.com', 'DescribeMetricFilters', 'logging'),
    ('logs.amazonaws.com', 'DescribeDestinations', 'logging'),
    ('logs.amazonaws.com', 'FilterLogEvents', 'events read'),
    ('logs.amazonaws.com', 'GetLogEvents', 'events read'),
    ('logs.amazonaws.com', 'StartQuery', 'events read'),
    ('logs.amazonaws.com', 'GetQueryResults', 'events read'),
    ('ec2.amazonaws.com', 'DescribeFlowLogs', 'logging'),
    ('events.amazonaws.com', 'ListRules', 'alarms'),
    ('events.amazonaws.com', 'ListTargetsByRule', 'alarms'),
    ('events.amazonaws.com', 'DescribeRule', 'alarms'),
    ('wafv2.amazonaws.com', 'ListWebACLs', 'detection'),
    ('wafv2.amazonaws.com', 'GetWebACL', 'detection'),
    ('wafv2.amazonaws.com', 'GetLoggingConfiguration', 'detection'),
    ('network-firewall.amazonaws.com', 'ListFirewalls', 'detection'),
    ('network-firewall.amazonaws.com', 'DescribeFirewall', 'detection'),
    ('route53resolver.amazonaws.com', 'ListResolverQueryLogConfigs', 'logging'),
    ('bedrock.amazonaws.com', 'GetModelInvocationLoggingConfiguration', 'logging'),
    ('health.amazonaws.com', 'DescribeEvents', 'notices of AWS'),
    ('health.amazonaws.com', 'DescribeEventDetails', 'notices of AWS'),
    ('support.amazonaws.com', 'DescribeCases', 'notices of AWS'),
    ('support.amazonaws.com', 'DescribeCommunications', 'notices of AWS'),
    ('support.amazonaws.com', 'DescribeTrustedAdvisorChecks', 'notices of AWS'),
    ('support.amazonaws.com', 'DescribeTrustedAdvisorCheckResult', 'notices of AWS')
), called AS (
  SELECT
    b.*, a.about,
    coalesce(
      b.request ->> '$.name', b.request ->> '$.trailName', b.request ->> '$.trailNameList', b.request ->> '$.detectorId',
      b.request ->> '$.logGroupName') AS named
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
