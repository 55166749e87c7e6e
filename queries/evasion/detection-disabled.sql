-- title: Detection disabled
-- question: Did the radius switch off or blind GuardDuty, Security Hub, Config, Access Analyzer, alarms or firewalls?
-- severity: high
-- attack: T1562.001, T1685, T1562.007, T1686.001
SELECT
  event_time,
  credential,
  event_source,
  event_name,
  outcome,
  CASE
    WHEN call IN ('UpdateDetector') AND (request ->> '$.enable') = 'false' THEN 'switched off'
    WHEN call IN ('CreateFilter', 'UpdateFilter', 'ArchiveFindings', 'CreateArchiveRule', 'BatchUpdateFindings', 'CreateAutomationRule',
      'CreateAutomationRuleV2', 'CreateSuppressionRule', 'UpdateFindings') THEN 'findings hidden'
    WHEN call IN ('CreateIPSet', 'UpdateIPSet', 'CreateTrustedEntitySet', 'UpdateTrustedEntitySet') THEN 'addresses trusted'
    WHEN call LIKE 'Disassociate%' OR call IN ('DeleteMembers', 'StopMonitoringMembers',
      'DisableOrganizationAdminAccount') THEN 'out of sight of the administrator'
    WHEN call LIKE 'Update%' OR call LIKE 'Put%' THEN 'changed'
    ELSE 'switched off' END AS what,
  coalesce(request ->> '$.detectorId', request ->> '$.alarmNames', request ->> '$.name', request ->> '$.configurationRecorderName',
    request ->> '$.configurationRecorder.name', request ->> '$.configRuleName', request ->> '$.analyzerName', request ->> '$.rule',
    request ->> '$.standardsSubscriptionArns', request ->> '$.deliveryChannelName', request ->> '$.filterName', request ->> '$.resourceArn',
    request ->> '$.networkAclId',
    wanted_resource(coalesce(error_message, response ->> '$.message'))) AS target,
  CAST(request AS VARCHAR) AS request,
  invoked_by,
  source_ip,
  aws_region,
  integrity,
  [event_id] AS evidence
FROM blast_calls
WHERE (event_source = 'guardduty.amazonaws.com' AND call IN ('DeleteDetector', 'UpdateDetector', 'CreateFilter', 'UpdateFilter',
  'CreateIPSet',
    'UpdateIPSet', 'DeleteThreatIntelSet', 'CreateTrustedEntitySet', 'UpdateTrustedEntitySet', 'DeleteMembers', 'DisassociateMembers',
    'StopMonitoringMembers', 'DisassociateFromMasterAccount', 'DisassociateFromAdministratorAccount', 'DeletePublishingDestination',
    'UpdatePublishingDestination', 'ArchiveFindings', 'DisableOrganizationAdminAccount', 'UpdateMalwareScanSettings',
    'UpdateOrganizationConfiguration', 'DeleteInvitations', 'UpdateMemberDetectors', 'DeleteMalwareProtectionPlan'))
  OR (event_source = 'securityhub.amazonaws.com' AND call IN ('DisableSecurityHub', 'DisableSecurityHubV2', 'BatchDisableStandards',
    'UpdateStandardsControl', 'DisableImportFindingsForProduct', 'DisassociateMembers', 'DeleteMembers',
    'DisassociateFromAdministratorAccount',
    'DisassociateFromMasterAccount', 'DisableOrganizationAdminAccount', 'BatchUpdateFindings', 'CreateAutomationRule',
    'CreateAutomationRuleV2',
    'UpdateSecurityHubConfiguration', 'DeleteActionTarget', 'DeleteConfigurationPolicy', 'StartConfigurationPolicyDisassociation'))
  OR (event_source = 'config.amazonaws.com' AND call IN ('StopConfigurationRecorder', 'DeleteConfigurationRecorder',
    'DeleteDeliveryChannel',
    'DeleteConfigRule', 'DeleteOrganizationConfigRule', 'PutConfigurationRecorder', 'DeleteConfigurationAggregator',
    'DeleteConformancePack',
    'DeleteOrganizationConformancePack', 'DeleteRemediationConfiguration', 'PutRetentionConfiguration', 'DeleteAggregationAuthorization'))
  OR (event_source = 'access-analyzer.amazonaws.com' AND call IN ('DeleteAnalyzer', 'CreateArchiveRule', 'UpdateArchiveRule',
    'UpdateFindings'))
  OR (event_source = 'monitoring.amazonaws.com' AND call IN ('DeleteAlarms', 'DisableAlarmActions', 'DeleteAnomalyDetector'))
  OR (event_source = 'logs.amazonaws.com' AND call IN ('DeleteMetricFilter', 'DeleteLogAnomalyDetector'))
  OR (event_source = 'events.amazonaws.com' AND call IN ('DeleteRule', 'DisableRule', 'RemoveTargets'))
  OR (event_source = 'macie2.amazonaws.com' AND call IN ('DisableMacie', 'DisassociateFromAdministratorAccount', 'UpdateMacieSession'))
  OR (event_source = 'inspector2.amazonaws.com' AND call IN ('Disable', 'CreateFilter', 'DisableDelegatedAdminAccount'))
  OR (event_source = 'detective.amazonaws.com' AND call IN ('DeleteGraph', 'DeleteMembers', 'DisassociateMembership'))
  OR (event_source = 'auditmanager.amazonaws.com' AND call = 'DeregisterAccount')
  OR (event_source = 'securitylake.amazonaws.com' AND call IN ('DeleteDataLake', 'DeleteAwsLogSource', 'DeleteSubscriber'))
  OR (event_source = 'shield.amazonaws.com' AND call IN ('DeleteProtection', 'DisableProactiveEngagement', 'DisassociateDRTRole'))
  OR (event_source = 'wafv2.amazonaws.com' AND call IN ('DeleteWebACL', 'DisassociateWebACL', 'UpdateWebACL', 'DeleteRuleGroup',
    'UpdateIPSet',
    'DeleteIPSet'))
  OR (event_source = 'network-firewall.amazonaws.com' AND call IN ('DeleteFirewall', 'DeleteFirewallPolicy', 'DeleteRuleGroup',
    'UpdateFirewallPolicy', 'UpdateLoggingConfiguration'))
  OR (event_source = 'ec2.amazonaws.com' AND call IN ('DeleteNetworkAcl', 'DeleteNetworkAclEntry'))
  OR (event_source = 'ce.amazonaws.com' AND call IN ('DeleteAnomalyMonitor', 'DeleteAnomalySubscription'))
  OR (event_source = 'budgets.amazonaws.com' AND call IN ('DeleteBudget', 'DeleteNotification', 'DeleteBudgetAction'))
ORDER BY event_time, event_id;
