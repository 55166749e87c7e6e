-- What the radius read that may hold a credential: secrets, parameters, user data, environments, state files, copies of disks.
CREATE OR REPLACE TEMP TABLE spread_reads AS
SELECT
  event_id, event_time, node, call, CASE WHEN network_of(source_ip) IS NOT NULL THEN source_ip END AS source_ip, user_agent,
  list_filter(json_extract_string(request, [
    '$.secretId', '$.name', '$.names', '$.path', '$.functionName', '$.instanceId', '$.launchTemplateId', '$.names', '$.taskDefinition', '$.stackName',
    '$.key', '$.snapshotId', '$.volumeId', '$.sourceSnapshotId', '$.imageId', '$.configuration', '$.repositoryName']), lambda name: name IS NOT NULL)[1] AS target
FROM blast_calls
WHERE outcome = 'succeeded'
  AND (
    call IN ('GetSecretValue', 'BatchGetSecretValue', 'GetParameter', 'GetParameters', 'GetParametersByPath', 'GetParameterHistory',
      'GetLatestConfiguration', 'GetConfiguration', 'GetFunction', 'GetFunctionConfiguration', 'ListFunctions', 'BatchGetProjects',
      'DescribeTaskDefinition', 'DescribeLaunchTemplateVersions', 'DescribeLaunchConfigurations', 'GetTemplate', 'DescribeStacks', 'GitPull',
      'CreateSnapshot', 'CreateSnapshots', 'CopySnapshot', 'CreateImage', 'CreateVolume', 'GetSnapshotBlock', 'CreateInstanceExportTask', 'ExportImage')
    OR call = 'DescribeInstanceAttribute' AND (request ->> '$.attribute') = 'userData'
    -- Objects that keep credentials by their nature.
    OR call = 'GetObject' AND regexp_matches(request ->> '$.key', '\.tfstate(\.backup)?$|(^|/)\.env[^/]*$|(^|/)credentials(\.csv)?$|accessKeys\.csv$|\.pem$|(^|/)\.aws/|id_rsa')
  );
