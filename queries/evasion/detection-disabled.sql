-- title: Detection disabled
-- question: Did the radius switch off or blind GuardDuty, Security Hub, Config, Access Analyzer or alarms?
-- severity: high
-- attack: T1562.001
SELECT
  b.event_time,
  b.credential,
  e.event_source,
  e.event_name,
  CASE WHEN e.error_code IS NULL THEN 'succeeded'
    WHEN regexp_matches(e.error_code, 'AccessDenied|Unauthorized|NotAuthorized|Forbidden') THEN 'denied' ELSE 'failed' END AS outcome,
  CAST(e.request AS VARCHAR) AS request,
  b.integrity,
  [b.event_id] AS evidence
FROM blast_events b
JOIN events e USING (event_id)
WHERE (e.event_source = 'guardduty.amazonaws.com' AND e.event_name IN ('DeleteDetector', 'UpdateDetector', 'CreateFilter', 'UpdateFilter',
      'CreateIPSet', 'UpdateIPSet', 'DeleteMembers', 'DisassociateMembers', 'StopMonitoringMembers', 'DisassociateFromMasterAccount',
      'DisassociateFromAdministratorAccount', 'DeletePublishingDestination', 'ArchiveFindings', 'DisableOrganizationAdminAccount'))
  OR (e.event_source = 'securityhub.amazonaws.com' AND e.event_name IN ('DisableSecurityHub', 'BatchDisableStandards', 'UpdateStandardsControl',
      'DisableImportFindingsForProduct', 'DisassociateMembers', 'DisassociateFromAdministratorAccount'))
  OR (e.event_source = 'config.amazonaws.com' AND e.event_name IN ('StopConfigurationRecorder', 'DeleteConfigurationRecorder',
      'DeleteDeliveryChannel', 'DeleteConfigRule', 'DeleteOrganizationConfigRule', 'PutConfigurationRecorder', 'DeleteConfigurationAggregator'))
  OR (e.event_source = 'access-analyzer.amazonaws.com' AND e.event_name IN ('DeleteAnalyzer', 'CreateArchiveRule'))
  OR (e.event_source = 'monitoring.amazonaws.com' AND e.event_name IN ('DeleteAlarms', 'DisableAlarmActions'))
  OR (e.event_source = 'events.amazonaws.com' AND e.event_name IN ('DeleteRule', 'DisableRule', 'RemoveTargets'))
ORDER BY b.event_time, b.event_id;
