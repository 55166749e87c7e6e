-- title: Instances reached
-- question: Which machines did the radius log in to, run commands on, or open to the network?
-- severity: high
-- attack: T1021.007, T1021.008, T1651, T1562.007, T1686.001
-- By machine; the evidence of a row is its first hundred events. Rules of the network are told where they let in addresses outside the
-- private ranges; `world`: everybody.
WITH reached AS (
  SELECT
    *,
    unwrapped(event_name, request) AS asked,
    list_sort(list_distinct(list_filter(
      regexp_extract_all(CAST(request AS VARCHAR), '"(?:[Cc]idr\w*|CIDRIP|cIDRIP)":"([0-9a-fA-F.:]+/\d+)"', 1),
      -- RFC 1918 and RFC 4193: no address of the internet.
      lambda range: NOT regexp_matches(range, '^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd])')))) AS open_to
  FROM blast_calls
  WHERE (event_source = 'ec2-instance-connect.amazonaws.com' AND call IN ('SendSSHPublicKey', 'SendSerialConsoleSSHPublicKey',
    'OpenTunnel'))
    OR (event_source = 'ec2.amazonaws.com' AND call IN ('EnableSerialConsoleAccess', 'GetPasswordData', 'GetConsoleOutput',
      'GetConsoleScreenshot',
      'CreateKeyPair', 'ImportKeyPair', 'CreateInstanceConnectEndpoint', 'AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress',
      'ModifySecurityGroupRules', 'AttachVolume', 'CreateNetworkAclEntry', 'ReplaceNetworkAclEntry'))
    OR (event_source = 'ssm.amazonaws.com' AND call IN ('StartSession', 'ResumeSession', 'SendCommand', 'StartAutomationExecution'))
    OR (event_source = 'ssm-guiconnect.amazonaws.com' AND call = 'StartConnection')
    OR (event_source = 'ecs.amazonaws.com' AND call = 'ExecuteCommand')
    OR (event_source = 'lightsail.amazonaws.com' AND call IN ('DownloadDefaultKeyPair', 'GetInstanceAccessDetails',
      'OpenInstancePublicPorts',
      'PutInstancePublicPorts'))
    OR (event_source = 'rds.amazonaws.com' AND call = 'AuthorizeDBSecurityGroupIngress')
    OR (event_source = 'redshift.amazonaws.com' AND call = 'AuthorizeClusterSecurityGroupIngress')
    OR (event_source = 'cloudshell.amazonaws.com' AND call IN ('CreateEnvironment', 'CreateSession'))
), read AS (
  SELECT
    *,
    coalesce(asked ->> '$.instanceId', asked ->> '$.InstanceId', asked ->> '$.target', asked ->> '$.instanceIds', asked ->> '$.targets',
      asked ->> '$.groupId', asked ->> '$.groupName', asked ->> '$.GroupId',
      asked ->> '$.networkAclId', asked ->> '$.task', asked ->> '$.instanceName', asked ->> '$.dBSecurityGroupName',
      asked ->> '$.clusterSecurityGroupName', asked ->> '$.instanceConnectEndpointId', asked ->> '$.keyName', asked ->> '$.documentName',
      wanted_resource(error_message)) AS target,
    coalesce(asked ->> '$.instanceOSUser', asked ->> '$.documentName', asked ->> '$.command', asked ->> '$.keyName', asked ->> '$.volumeId',
      CASE WHEN len(open_to) > 0 THEN coalesce(asked ->> '$.ipProtocol', asked ->> '$.ipPermissions.items[0].ipProtocol',
          asked ->> '$.SecurityGroupRule.SecurityGroupRule.IpProtocol', asked ->> '$.protocol', 'any protocol') || ' '
        || coalesce(asked ->> '$.fromPort', asked ->> '$.ipPermissions.items[0].fromPort', asked ->> '$.portRange.from',
          asked ->> '$.SecurityGroupRule.SecurityGroupRule.FromPort', 'any port')
        || coalesce('-' || nullif(coalesce(asked ->> '$.toPort', asked ->> '$.ipPermissions.items[0].toPort', asked ->> '$.portRange.to'),
          coalesce(asked ->> '$.fromPort', asked ->> '$.ipPermissions.items[0].fromPort', asked ->> '$.portRange.from')), '') END) AS detail
  FROM reached
  WHERE call NOT IN ('AuthorizeSecurityGroupIngress', 'AuthorizeSecurityGroupEgress', 'ModifySecurityGroupRules',
    'CreateNetworkAclEntry', 'ReplaceNetworkAclEntry')
    OR len(open_to) > 0
    OR request IS NULL
)
SELECT
  target,
  credential,
  event_source,
  event_name,
  outcome,
  detail,
  open_to,
  list_has_any(open_to, ['0.0.0.0/0', '::/0']) AS world,
  invoked_by,
  count(*) AS events,
  min(event_time) AS first_time,
  max(event_time) AS last_time,
  any_value(aws_region) AS region,
  count(*) FILTER (integrity = 'valid') AS proven,
  arg_min(event_id, (event_time, event_id), 100) AS evidence
FROM read
GROUP BY target, credential, event_source, event_name, outcome, detail, open_to, invoked_by
ORDER BY first_time, target, credential, event_name, outcome, detail, invoked_by;
